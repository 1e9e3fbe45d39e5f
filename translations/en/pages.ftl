# The directory’s pages.

## The frame of every page

skip-to-content = Skip to content
sample-data = Sample data: the organisations shown here are made up.
member-directory = Member directory
unnamed-network = Member network
page-language = Language
quick-exit = Leave
quick-exit-hint = Opens another website at once. Pressing Escape three times does the same.
network-website = Network website
town-source = Town names:
privacy = This site sets no cookies, stores nothing on your device and loads nothing from other sites.
for-developers = For developers: the API
feed = Directory news (Atom feed)
about-title = About this directory
about-lead = This directory shows the member organisations of { $network }: what they offer, where, and in which languages.
about-entries = The entries
about-entries-words = They come from the organisations and the network secretariat. Each says when it was last checked, and by whom.
about-privacy = Your privacy
about-position = If you use your location, it is sent to this directory alone, rounded to about a kilometre, and it is not kept anywhere.
about-sources = Data from others
source-towns = names and locations of towns
source-map = the outlines of countries on the map
source-names = names of countries and languages
source-time = the local time of each place
about-contact = Questions? Write to
accessibility-title = Accessibility statement
accessibility-lead = These pages are made so that everybody can use them: with a keyboard, a screen reader, large text, a small screen, and without JavaScript. Every version is tested by machine against WCAG 2.2, level AA. No outside body has examined them.
accessibility-limits = Known limits
accessibility-limits-words = The map is a drawing; a table below it says the same. What organisations write about themselves may be hard to read or not in your language. The guides and the reference for developers are in English.
imprint-title = Imprint
guides = Guides
guide-contact = Do you need an API key, or do you have a question? Write to { $network }.

## Searching

find-help = Find an organisation that can help you
find-help-lead = Search by what an organisation offers, where it is and which languages are spoken there.
needs = What do you need?
directory-description = { $network }: { $count } organisations, with their services, places and languages.
what-you-look-for = What are you looking for?
what-example = housing, doctor, a name …
near-a-city = Near which town or city?
near-example = for example { $city }
near-me = Use my location
near-waiting = Looking for your location …
near-failed = Your location could not be found. Type a town or city instead.
near-refused = Your browser did not share your location. Type a town or city instead.
offline = No connection. What you see was loaded earlier. Search will work again when you are online.
within = Within
search = Search
filters = Filters
show-results = Show { $count }
service = Service
country = Country
city = City
language = Language spoken
membership = Membership
open-now = Open now
show-more = { $count ->
    [one] Show { $count } more
   *[other] Show { $count } more
}
view = View
view-list = List
view-map = Map
chosen = Your selection
remove = Remove
remove-all = Clear all
chip-text = “{ $text }”
chip-understood = “{ $text }”: { $label }
chip-nearest = “{ $text }”: { $label }, the nearest service
chip-left-out = “{ $text }”: { $label }, left out because nobody meets all
chip-near = Within { $km } km of { $place }
this-point = the chosen point
chip-map = Map area
chip-since = Updated since { $date }

## What was found

members-found = { $count ->
    [one] { $count } organisation
   *[other] { $count } organisations
}
order = Sort by
sort-relevance = best match
sort-distance = distance
sort-name = name
sort-updated = last updated
sort-joined = newest members
distance = { $km } km
less-than-a-kilometre = less than 1 km
distance-up-to = up to { $km } km away
more-cities = { $count ->
    [one] and { $count } more city
   *[other] and { $count } more cities
}
services = Services
languages = Languages
verified-on = { $by ->
    [organisation] Entry checked by the organisation on { $date }
    [secretariat] Entry checked by the network secretariat on { $date }
   *[unknown] Entry checked on { $date }
}
not-verified = Entry not checked yet
verified-long-ago = That was a long time ago: ask before you go there.
paging = Pages
shown-of = { $from }–{ $to } of { $total }
first-page = Back to the beginning
next-page = Next page
same-for-programs = Download this data:

## Nothing was found

nothing-found = No organisation matches all your choices.
did-you-mean = Did you mean:
try-without = Remove one filter:
relaxed = { $count ->
    [one] Without { $condition }: { $count } organisation
   *[other] Without { $condition }: { $count } organisations
}
condition-text = the search words
condition-service = the service
condition-country = the country
condition-city = the city
condition-language = the language
condition-membership = the membership type
condition-open = the opening hours
condition-near = the distance
condition-map = the map area
nearest-is = Show the nearest, { $distance } away
show-all = Show all organisations

## The page of a member

breadcrumbs = You are here
back-to-results = Back to the results
no-services = No services are listed.
offer-fact = { $name ->
    [audience] For whom
    [eligibility] Conditions
   *[access] How to get in touch
}
free-of-charge = Free of charge
not-free = There may be a charge
delivery = How it is offered
delivery-way = { $way ->
    [in_person] in person
    [phone] by phone
   *[online] online
}
given-at = Where
serves-countries = Serves people in
places = Places
no-places = This organisation has no published address. Get in touch by phone or e-mail.
place-kind = { $kind ->
    [office] Office
    [clinic] Clinic
    [shelter] Shelter
    [classroom] Classroom
   *[other] Place
}
approximate-place = Only the city is shown. Contact the organisation before you go there.
phone = Phone
email = E-mail
website = Website
link-kind-donation = Donate
link-kind-volunteering = Volunteer
link-kind-newsletter = Newsletter
link-kind-other = Another page
vat-number = VAT number
opening-hours = Opening hours
accessibility = Accessibility
contact = Contact
call = Call
directions = Directions
share = Share
share-copied = Link copied
add-contact = Add to contacts
on-a-phone = This page on a phone
about = About the organisation
founded = Founded
member-since = Member since
last-changed = Last updated
report-mistake = Is something wrong here? Report a mistake

## Opening hours

every-day = every day
day-and-night = 24 hours
closed = closed
public-holidays = public holidays
from-to-days = { $from } to { $to }
from-to-hours = { $from }–{ $to }
open-from = from { $time }

## Errors

gone = This organisation is no longer listed
gone-words = Its entry was removed from the directory. Another organisation may be able to help.
no-member = This organisation is not in the directory
no-member-words = Check the link for typing mistakes, or search the directory for the name.
no-page = This page does not exist
no-page-words = Check the link for typing mistakes. The page may also have moved.
place-unclear = Which place do you mean?
place-unknown = We do not know a town or city with this name.
place-ambiguous = There are several cities with this name.
place-without-point = Exact addresses in this city are not public, so distances cannot be shown. Choose the city under the filters instead.
search-without-place = Search without a place
wrong-address = This link does not work
wrong-address-words = Part of this link is wrong:
unavailable = Not available at the moment
unavailable-words = The directory cannot answer right now. Please try again in a moment.
failed = Something went wrong on our side
failed-words = It is not your fault. Please try again.
try-again = Try again
to-the-directory = Go to the directory

## How things are put together

list = { $first }, { $second }
labelled = { $name }:

news-title = What is new
news-since = From
news-until = to
news-show = Show

# The page on which a list of names is matched
match-title = Match a list
match-lead = Which names of a list are members? Paste the names or choose a file; you get the members with their identifiers, as a table, CSV or Excel.
match-names = Names
match-names-hint = A name a line, { $count } at most. Or a table from a spreadsheet with a header: columns such as “name”, “country”, “city”, “website” help to tell organisations apart.
match-file = Or a file
match-file-hint = CSV, text, Excel (.xlsx) or OpenDocument (.ods), 2 MB at most; the first sheet is read.
match-submit = Match
match-csv = As CSV
match-xlsx = As Excel
match-privacy = Your list is compared and forgotten: nothing of it is kept.
match-outcome = What came out
match-name = Name in the list
match-result = Result
match-member = Member
match-identifier = Identifier
match-yes = Member
match-maybe = Perhaps
match-no = No member found
match-empty = There is no name in the list. Paste names, or choose a file with names in it.
match-too-long = The list has more than { $count } names. Divide it.
match-unreadable = This file cannot be read. Save it as CSV (UTF-8) or .xlsx, without a password, and try again.
