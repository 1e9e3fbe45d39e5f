# The directory’s pages.

## The frame of every page

skip-to-content = Skip to content
sample-data = Sample data: the organisations shown here are invented.
member-directory = Member directory
page-language = Language
network-website = Website of the network
town-source = Names of towns:
privacy = This site sets no cookies, stores nothing on your device and loads nothing from other sites.
for-developers = For developers: the API
feed = News of the directory (Atom feed)

## Searching

find-help = Find an organisation that can help
find-help-lead = Search by what an organisation offers, where it is and which languages are spoken there.
directory-description = { $network }: { $count } organisations, with their services, places and languages.
what-you-look-for = What are you looking for?
what-example = housing, doctor, a name …
near-a-city = Near which town or city?
near-example = for example { $city }
near-me = Use my location
near-waiting = Looking for your location …
near-failed = Your location could not be found. Type a town or city instead.
near-refused = Your browser did not share your location. Type a town or city instead.
offline = No connection. What you see was loaded earlier. The search goes on as soon as you are back online.
within = Within
search = Search
filters = Filters
service = Service
country = Country
city = City
language = Language spoken
membership = Membership
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
chip-near = Within { $km } km of { $place }
this-point = the chosen point
chip-map = Part of the map
chip-since = Changed since { $date }

## What was found

members-found = { $count ->
    [one] { $count } organisation
   *[other] { $count } organisations
}
order = Sort by
sort-relevance = best match
sort-distance = distance
sort-name = name
sort-updated = last changed
sort-joined = newest members
distance = { $km } km
less-than-a-kilometre = less than 1 km
more-cities = { $count ->
    [one] and { $count } more place
   *[other] and { $count } more places
}
services = Services
languages = Languages
verified-on = { $by ->
    [organisation] Entry checked by the organisation on { $date }
    [secretariat] Entry checked by the network secretariat on { $date }
   *[unknown] Entry checked on { $date }
}
not-verified = Entry not checked yet
paging = Pages
shown-of = { $shown } of { $total } on this page
first-page = Back to the beginning
next-page = Next page
same-for-programs = The same data for programs and spreadsheets:

## Nothing was found

nothing-found = No organisation matches all of this.
did-you-mean = Did you mean:
try-without = With one condition less:
relaxed = { $count ->
    [one] Without { $condition }: { $count } organisation
   *[other] Without { $condition }: { $count } organisations
}
condition-text = the search words
condition-service = the service
condition-country = the country
condition-city = the city
condition-language = the language
condition-membership = the kind of membership
condition-near = the distance
condition-map = the part of the map
nearest-is = Show the nearest, { $distance } away
show-all = Show all organisations

## The page of a member

breadcrumbs = You are here
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
opening-hours = Opening hours
accessibility = Accessibility
contact = Contact
about = About the organisation
founded = Founded
member-since = Member since
last-changed = Entry last changed
report-mistake = Something is wrong here? Report a mistake
mistake-subject = Mistake in the directory: { $name }

## Opening hours

every-day = every day
day-and-night = 24 hours
closed = closed
public-holidays = public holidays
from-to-days = { $from } to { $to }

## Errors

gone = This organisation is no longer listed
gone-words = Its entry was taken out of the directory. Perhaps another organisation can help.
no-member = There is no such organisation here
no-member-words = The address may be mistyped. Search the directory for its name.
no-page = This page does not exist
no-page-words = The address may be mistyped, or the page has moved.
place-unclear = Which place is meant?
place-unknown = No organisation has a published place in a city of this name.
place-ambiguous = There are several cities of this name.
place-without-point = Where exactly the places in this city are is not public, so no distance can be measured. Choose the city under the filters instead.
search-without-place = Search without a place
wrong-address = This address does not work
wrong-address-words = Something in the address cannot be understood. What it is, in English:
unavailable = Not available at the moment
unavailable-words = The directory cannot answer right now. Please try again in a moment.
failed = Something went wrong on our side
failed-words = It is not your fault. Please try again.
try-again = Try again
to-the-directory = To the directory
