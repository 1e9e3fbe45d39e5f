<?php

// The journey with what openapi-generator makes for PHP.

require '/usr/share/php/GuzzleHttp/autoload.php';

$made = $argv[1];
foreach (['openapi' => 'Made\\Openapi\\', 'registry' => 'Made\\Registry\\'] as $name => $namespace) {
    spl_autoload_register(function (string $class) use ($made, $name, $namespace): void {
        if (str_starts_with($class, $namespace)) {
            require "$made/$name/lib/" . strtr(substr($class, strlen($namespace)), '\\', '/') . '.php';
        }
    });
    // Every file that was made can be read.
    $files = new RecursiveIteratorIterator(new RecursiveDirectoryIterator("$made/$name/lib"));
    foreach ($files as $file) {
        if ($file->getExtension() === 'php') {
            require_once $file->getPathname();
        }
    }
}

function check(bool $holds, string $what): void
{
    if (!$holds) {
        fwrite(STDERR, "$what\n");
        exit(1);
    }
}

$server = getenv('SERVER_URL');
$key = getenv('REGISTRY_KEY');
$http = new GuzzleHttp\Client();
$directory = new Made\Openapi\Api\MembersApi($http, (new Made\Openapi\Configuration())->setHost($server));
$records = new Made\Registry\Api\RegistryMembersApi(
    $http,
    (new Made\Registry\Configuration())->setHost($server)->setAccessToken($key),
);

$countries = ['BE', 'NL'];
$met = [];
$cursor = null;
do {
    $page = $directory->listMembers(country: $countries, limit: 10, cursor: $cursor);
    foreach ($page->getData() as $member) {
        $met[$member->getId()] = $member->getCountry()->getCode()->value ?? $member->getCountry()->getCode();
    }
    $cursor = $page->getPage()->getNext();
} while ($cursor !== null);
$total = $page->getPage()->getTotal();
check($total > 20 && count($met) === $total, count($met) . " of $total members");
check(count(array_unique($met)) === 2, 'members of both countries');
check($directory->getMember('open-huis-gent')->getName() === 'Open Huis Gent', 'the member');
check(count($directory->listMembersAsGeojson(country: $countries)->getFeatures()) >= $total, 'the map');
[, , $headers] = $records->getMemberRecordWithHttpInfo('open-huis-gent');
$tag = $headers['ETag'][0] ?? $headers['etag'][0];
$changed = $records->patchMember('open-huis-gent', $tag, new Made\Registry\Model\MemberPatch(['acronym' => 'T22']));
check($changed->getAcronym() === 'T22', 'the acronym changed');
echo "openapi-generator php: $total members\n";
