# The list that other sites embed, and the page on which it is put together.

## The list

embed-label = Directory of organisations
embed-search = Search by name, city or service
embed-country = Country
embed-service = Service
embed-language = Language
embed-city = City
embed-membership-type = Membership
embed-all-country = All countries
embed-all-service = All services
embed-all-language = All languages
embed-all-city = All cities
embed-all-membership-type = All types
embed-clear = Clear filters
embed-loading = Loading …
embed-found = { $count ->
    [one] { $count } organisation
   *[other] { $count } organisations
}
embed-shown = { $shown } of { $total } organisations shown
embed-more = Show more
embed-none = No organisation found
embed-none-hint = Try fewer words or a different choice.
embed-error = The list could not be loaded.
embed-wrong = This list is not set up correctly. The site’s owner can see why in the browser’s console.
embed-offline = You are offline. The list will load as soon as the connection is back.
embed-retry = Try again
embed-whole = Open the whole directory
embed-website = Website
embed-verified = Entry checked on { $date }
embed-credit = From the directory of { $network }
embed-sample = These organisations are made up: this is a demo.
embed-submit = Search
embed-next = Next page
embed-first = Back to the beginning
embed-frame-wrong = This list is not set up correctly.

## The page on which it is put together

configure-title = Show this directory on your website
configure-lead = Choose what the list shows, copy the lines and paste them into a page. The list stays up to date automatically, sets no cookies and tracks nobody.
configure-shows = What it shows
configure-near = Near a city
configure-radius = Within, in kilometres
configure-looks = How it looks
configure-language = Language of the list
configure-language-page = Same as the page
configure-view = Layout
configure-view-list = Cards
configure-view-compact = Short lines
configure-theme = Colours
configure-theme-page = Same as the page
configure-theme-light = Light
configure-theme-dark = Dark
configure-theme-system = Visitor’s device setting
configure-limit = Organisations per page
configure-heading = Heading level of the names
configure-controls = What visitors can use
configure-search = Search field
configure-update = Update
configure-copy-title = Copy and paste
configure-element = As part of the page (recommended)
configure-element-hint = It uses your page’s font and colours.
configure-frame = As a frame, where scripts are not allowed
configure-frame-hint = It works without JavaScript. The second line is optional: it adjusts the height to the list.
configure-copy = Copy
configure-copied = Copied
configure-wordpress-hint = In WordPress, add the block “Custom HTML” and paste the lines into it. If WordPress removes the script, use the frame.
configure-policy = If your site has a content security policy (CSP), add:
configure-preview = Preview
