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
embed-all-membership-type = All kinds
embed-clear = Clear filters
embed-loading = Loading …
embed-found = { $count ->
    [one] { $count } organisation
   *[other] { $count } organisations
}
embed-shown = { $shown } of { $total } organisations shown
embed-more = Show more
embed-none = No organisation found
embed-none-hint = Try fewer words or another choice.
embed-error = The list could not be loaded.
embed-wrong = This list is not set up correctly. Whoever keeps this page can find out why in the browser’s console.
embed-offline = There is no connection. The list loads as soon as it is back.
embed-retry = Try again
embed-whole = Open the whole directory
embed-website = Website
embed-verified = Confirmed on { $date }
embed-credit = From the directory of { $network }
embed-sample = These organisations are invented: the directory is being tried out.
embed-submit = Search
embed-next = Next page
embed-first = Back to the beginning
embed-frame-wrong = This list is not set up correctly.

## The page on which it is put together

configure-title = Show this directory on your website
configure-lead = Choose what the list shows, copy the lines and paste them into a page. It stays up to date by itself, sets no cookies and tracks nobody.
configure-shows = What it shows
configure-near = Around a city
configure-radius = Within, in kilometres
configure-looks = How it looks
configure-language = Language of the list
configure-language-page = That of the page
configure-view = Form
configure-view-list = Cards
configure-view-compact = Short lines
configure-theme = Colours
configure-theme-page = Those of the page
configure-theme-light = Light
configure-theme-dark = Dark
configure-theme-system = As visitors have set their device
configure-limit = Organisations at a time
configure-heading = Heading level of the names
configure-controls = What visitors can use
configure-search = Search field
configure-update = Update
configure-copy-title = Copy and paste
configure-element = As a part of the page (recommended)
configure-element-hint = It takes on the type and the colours of the page.
configure-frame = As a frame, where scripts are not allowed
configure-frame-hint = It works without JavaScript. The second line, which may be left out, fits the height to the list.
configure-copy = Copy
configure-copied = Copied
configure-wordpress-hint = In WordPress, add the block “Custom HTML” and paste the lines into it. Where it removes scripts, the frame works.
configure-policy = A site with a content security policy allows this:
configure-preview = Preview
