# The console of the staff.

console = Staff console
console-today = Today
console-members = Members
console-corrections = Corrections
console-team = Team
console-history = History
console-public-pages = Public pages
console-sign-in = Sign in
console-sign-out = Sign out
console-sign-in-lead = You sign in with a link that is yours alone. Ask an admin of your secretariat for one.
console-link-opened = This link signs you in once, on this device. If it was not sent to you, close this page.
console-link-refused = This link does not work: it was used already, or it is more than two days old. Ask for another one.
console-account = Sign in with your organisation’s account
console-account-away = The sign-in of your organisation does not answer at the moment. Try again in a while, or ask an admin for a link.
console-account-unfinished = The sign-in was not finished, or it took too long. Try again.
console-account-unverified = Your account has no e-mail address, or nobody has verified it. Ask whoever looks after the accounts, or ask an admin for a link.
console-account-unknown = Nobody of the staff has the address { $email }. Ask an admin to invite you with it.
console-signed-in = You are signed in
console-waiting-proposals = { $count ->
    [one] { $count } correction waits
   *[other] { $count } corrections wait
}
console-waiting-unconfirmed = { $count ->
    [one] { $count } entry not confirmed for a year
   *[other] { $count } entries not confirmed for a year
}
console-waiting-duplicates = { $count ->
    [one] { $count } probable duplicate
   *[other] { $count } probable duplicates
}
console-waiting-exposures = { $count ->
    [one] { $count } public text tells something hidden
   *[other] { $count } public texts tell something hidden
}
console-waiting-imports = { $count ->
    [one] { $count } import waits
   *[other] { $count } imports wait
}
console-waiting-failing-webhooks = { $count ->
    [one] { $count } webhook is stopped
   *[other] { $count } webhooks are stopped
}
console-waiting-ending-keys = { $count ->
    [one] { $count } key ends within 30 days
   *[other] { $count } keys end within 30 days
}
console-find = Name, acronym or key
console-status = Status
console-status-applicant = Applicant
console-status-member = Member
console-status-suspended = Suspended
console-status-former = Former member
console-status-withdrawn = Application withdrawn
console-any = Any
console-yes = Yes
console-has-hidden = Has a hidden place
console-stale-since = Not confirmed since { $day }
console-take-away = Remove this filter
console-new-member = New member
console-places = Places
console-confirmed-on = Confirmed
console-never = Never
console-more = More members
console-earlier = Earlier
console-confirmed = Confirmed on { $day }
console-never-confirmed = Never confirmed
console-confirm = Confirm that all is right
console-hide = Hide at once
console-entry = Entry
console-save = Save
console-details = Address and contact
console-visibility-hidden = Hidden
console-visibility-city = City only
console-visibility-public = Public
console-visibility-hidden-lead = Nobody learns that this place exists.
console-visibility-city-lead = Strangers see the city, and neither street nor telephone.
console-visibility-public-lead = Everybody sees the address, and the map shows it.
console-membership = Membership
console-step = Step
console-step-admit = Admit
console-step-withdraw = Application withdrawn
console-step-suspend = Suspend
console-step-reinstate = Reinstate
console-step-end = End the membership
console-step-reapply = Applies again
console-reason = Reason
console-do-step = Take this step
console-strangers-see = What strangers see
console-public-page = Open the public page
console-not-public-merged = Nothing: it lives on in another entry.
console-not-public-withdrawn = Nothing: the entry was withdrawn.
console-not-public-status = Nothing: only members are shown.
console-not-public-unlisted = Nothing: it stays out of the public directory.
console-undo = Undo
console-command-line = The program itself
console-action-create = added
console-action-update = changed
console-action-withdraw = entry withdrawn
console-action-restore = entry restored
console-action-purge = removed for good
console-action-hide = hidden at once
console-action-move = membership changed
console-action-verify = confirmed
console-action-merge = merged
console-action-revert = undone
console-action-erase = personal data erased
console-action-propose = correction proposed
console-action-accept = correction accepted
console-action-refuse = correction refused
console-action-take-back = correction taken back
console-action-revoke = key revoked
console-action-rotate = secret changed
console-action-pause = webhook paused
console-action-resume = webhook resumed
console-action-test = webhook tested
console-action-replay = messages sent again
console-action-read = read as a whole
console-publish-question = Publish this?
console-publish-lead = After this, strangers see more than before.
console-publish = Yes, publish
console-do-not-publish = No, leave it as it is
console-position-question = Is the point right?
console-position = Yes, it is there
console-not-position = No, do not save it
console-no-corrections = No corrections wait.
console-take = Take
console-was = Was
console-proposed = Proposed
console-now = Now
console-accept = Accept what is ticked
console-refuse = Refuse
console-invite = Invite somebody
console-role = Role
console-role-editor = Editor
console-role-admin = Admin
console-last-seen = Last seen
console-actions = Actions
console-invited-until = Link open until { $day }
console-new-link = New link
console-end-sessions = Sign out everywhere
console-remove = Remove
console-link = Link to sign in
console-link-for = Send this link to { $name }, and to nobody else. It is shown only now.
console-link-until = It works once, until { $day }.
console-other-languages = Other languages
console-add = Add
console-candidates = It may be there already:
console-not-a-duplicate = It is another organisation
# Import: spreadsheets that are handed over.
console-import = Import
console-import-lead = Choose a spreadsheet, or drop it on the field. Nothing is changed until you have seen what would change.
console-import-files = Spreadsheet (Excel, LibreOffice or CSV)
console-import-whole = It holds all members: name those that are missing
console-import-look = Look at it
console-import-earlier = Earlier imports
console-import-none = Nothing was imported here yet.
console-import-file = File
console-import-day = Day
console-import-planning = Being looked at
console-import-interrupted = Interrupted
console-import-planned = Waits to be imported
console-import-failed = Cannot be read yet
console-import-applied = Imported
console-import-undone = Taken back
console-import-forgotten = No longer kept
console-import-wait = This page goes on by itself.
console-import-again = Plan again
console-import-undo = Take it back
console-import-forget = Forget these files
console-import-another = Other imports
console-import-columns = How the columns are read
console-import-columns-lead = Check how each column is read, above all who will know what is in it.
console-import-decides = Decides what the public sees
console-import-public = The public will see this
console-import-private = Only the secretariat sees this
console-import-unread = Not imported
console-import-guess = A guess
console-import-strange = Not read, because nobody knows what they hold: { $tables }
console-import-remembered = A file with these columns was imported before.
console-import-use = Read it as “{ $name }”
console-import-go-on = Go on with these columns
console-import-otherwise = The file is read wrongly?
console-import-include-hidden = Import hidden rows and columns too
console-import-header-row = Row with the names of the columns
console-import-encoding = Encoding
console-import-look-again = Look at it again
console-import-of-members = Member
console-import-of-locations = Place
console-import-of-services = Service
console-import-of-contacts = Contact person
console-import-of-notes = Note
console-import-of-others = Others
console-reading-undecided = Please decide
console-reading-nothing = Not imported
console-reading-private-if-yes = Yes: keep it private
console-reading-public-if-yes = Yes: everybody may know it
console-column-name = Name
console-column-acronym = Acronym
console-column-country = Country
console-column-website = Website
console-column-email = Email
console-column-phones = Telephone
console-column-links = Links
console-column-identifiers = Identifiers
console-column-phone = Telephone
console-column-summary = Summary
console-column-languages = Languages
console-column-founded-year = Founded in
console-column-external-id = Your own key
console-column-slug = Key in the address
console-column-membership-type = Kind of membership
console-column-membership-status = Status of membership
console-column-joined-on = Member since
console-column-left-on = Left on
console-column-listing = Listed or not
console-column-kind = Kind of place
console-column-address = Street and number
console-column-postal-code = Postal code
console-column-city = City
console-column-region = Region
console-column-opening-hours = Opening hours
console-column-latitude = Latitude
console-column-longitude = Longitude
console-column-visibility = What strangers see
console-column-service = Service
console-column-description = Description
console-column-role = Role
console-column-text = Text
console-import-kind-refused = Problems
console-import-kind-duplicate = Probable duplicates
console-import-kind-warning = Warnings
console-import-kind-created = New
console-import-kind-changed = Changed
console-import-kind-withdrawn = Withdrawn
console-import-kind-missing = Missing
console-import-kind-same = Unchanged
console-import-readings = Is this how it is meant?
console-import-readings-lead = Some cells are not written as the directory needs them. Leave ticked what is read rightly.
console-import-accept = Read them like this
console-import-nothing = nothing
console-import-cells = { $count ->
    [one] { $count } cell
   *[other] { $count } cells
}
console-import-others = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
console-mend-country = Countries
console-mend-language = Languages
console-mend-website = Websites
console-mend-email = Email addresses
console-mend-coordinate = Coordinates
console-mend-swapped-point = Latitude and longitude exchanged
console-mend-date = Dates
console-mend-text = Garbled text
console-mend-placeholder = Words that stand for nothing
console-import-confirm-publication = The public would see more than now
console-import-confirm-publication-lead = Yes, publish this
console-import-confirm-positions = Points outside their country
console-import-confirm-positions-lead = Yes, these points are right
console-import-allow-duplicates = Probably in the registry already
console-import-allow-duplicates-lead = These are other organisations: add them
console-import-skip-refused = Rows with problems
console-import-skip-refused-lead = Leave them out and import the others
console-import-problems = Problems
console-import-unread-columns = Not imported: { $columns }
console-import-marked = Download the spreadsheet with problems marked
console-import-remember = Remember how the columns are read, as
console-import-apply = { $count ->
    [one] Import { $count } change
   *[other] Import { $count } changes
}
console-import-apply-lead = A large file takes a moment. It can be taken back afterwards.
console-import-nothing-to-do = There is nothing to import as it stands.
console-import-back = Back to the plan
console-import-row = Row
console-import-what = What
console-import-more = More
console-done-imported = Imported.
console-done-forgotten = Forgotten.

# Duplicates: members that are probably one.
console-duplicates = Duplicates
console-duplicate-same-identifier = Same identifier
console-duplicate-same-website = Same website
console-duplicate-similar-name = Nearly the same name, same country
console-duplicate-stays = The record that stays
console-duplicate-keep = This one
console-duplicate-lead = What only one of them has is kept: other names, telephone numbers, places, services and people of both. The other key leads to the record that stays.
console-duplicate-merge = Merge the two
console-duplicate-apart = They are two: never ask again
console-duplicate-distinct = Told apart
console-duplicate-again = Ask again
console-done-merged = Merged.
console-done-apart = Noted: they are two.
console-action-tell-apart = told apart from another member

# Publish: what goes out.
console-publish-screen = Publish
console-digest = Digest
console-digest-since = From
console-digest-until = To
console-digest-show = Show
console-digest-text = What changed
console-digest-backwards = The last day comes before the first. Choose a later one.
console-copy-html = Copy for a newsletter
console-copy-markdown = Copy as Markdown
console-partners = Members for a partner
console-partners-lead = What everybody may see, as a table.
console-download-xlsx = Excel
console-download-csv = CSV
console-working = Working spreadsheet
console-working-lead = Members, places and services, with everything that is hidden. Edit it and import it again. People and notes are not in it. Keep it to yourselves.
console-working-download = Download
console-embed = The list on your own site
console-embed-lines = Lines to copy into your page
console-embed-more = More choices

console-kind-office = Office
console-kind-clinic = Clinic
console-kind-shelter = Shelter
console-kind-classroom = Classroom
console-kind-other = Place
console-field-name = Name
console-field-acronym = Acronym
console-field-country = Country
console-field-website = Website
console-field-email = Email
console-field-phones = Telephone numbers, one per line
console-field-links = Links, one per line, each after what it is (facebook:https://…)
console-field-identifiers = Identifiers elsewhere, one per line (wikidata:Q42, vat:BE0403019261)
console-field-names = Other names, one per line, each after its language (fr:Maison Ouverte)
console-field-countries = Countries served from afar (codes, with commas)
console-field-languages = Languages (codes, with commas)
console-field-founded-year = Founded in
console-field-summary = Summary
console-field-address = Street and number
console-field-postal-code = Postal code
console-field-city = City
console-field-opening-hours = Opening hours (Mo-Fr 09:00-17:00)
console-field-place = Place
console-done-saved = Saved.
console-done-published = Published: everybody sees it now.
console-done-hidden = Hidden: strangers see nothing of it any more.
console-done-city = Strangers see the city only now.
console-done-confirmed = Confirmed.
console-done-moved = The membership has moved.
console-done-undone = Undone.
console-done-accepted = Accepted.
console-done-refused = Refused.
console-done-changed = Changed.
console-done-removed = Removed.
console-done-ended = Signed out everywhere.
console-done-made = Added.
console-seen-once-saved = This is how it would look once saved.
console-two-versions = Two versions
console-two-versions-lead = Somebody else changed this entry while you were working on it. Choose for each field which version is kept.
console-mine = Yours
console-theirs = The other one
console-do-not-save = Leave it as it is now
console-is-withdrawn = Entry withdrawn
console-restore = Bring the entry back
console-add-place = Add a place
console-people = People
console-people-lead = Only the secretariat sees them. Whoever is removed stays in the history; erasing takes them out of the history too.
console-add-person = Add somebody
console-notes = Notes
console-notes-lead = For colleagues. Neither the public nor the member sees them.
console-add-note = Add a note
console-end-of-entry = Take the entry away
console-withdraw-lead = A withdrawn entry is kept, and nobody but the secretariat sees it. You can bring it back.
console-withdraw = Withdraw the entry
console-purge = Remove for good
console-purge-lead = Everything about { $name } is erased: the entry, its people and notes, and its history. There is no way back.
console-purge-name = To go on, type the member’s name
console-purge-other-name = This is not its name. Nothing was removed.
console-do-not-purge = Keep it
console-erase = Erase …
console-erase-somebody = Erase somebody who is not listed here
console-erase-title = Erase a person
console-erase-lead = Say how the person may be written anywhere in the registry. You see everything that is found before anything is erased.
console-known-names = Names, one per line
console-known-emails = Email addresses, one per line
console-known-phones = Telephone numbers of the person, one per line
console-look = See what is found
console-nothing-found = Nothing names this person.
console-back = Back
console-found-lead = This names the person. Say for each sentence whether it is taken out or kept; what is taken out goes from the history too.
console-found-contacts = As a person at a member
console-found-fields = In fields for email or telephone
console-found-sentences = In sentences
console-found-copies = { $count ->
    [one] { $count } copy that is kept for a while is erased too.
   *[other] { $count } copies that are kept for a while are erased too.
}
console-take-out = Take out
console-keep = Keep
console-erase-for-good = Erase for good
console-do-not-erase = Erase nothing
console-erased = Erased
console-erased-entries = { $count ->
    [one] { $count } entry was changed.
   *[other] { $count } entries were changed.
}
console-erased-lines = { $count ->
    [one] { $count } line of the history was cleared.
   *[other] { $count } lines of the history were cleared.
}
console-erased-texts = { $count ->
    [one] { $count } other text was changed.
   *[other] { $count } other texts were changed.
}
console-kept = Kept, as you said
console-holder-entry = Entry of a member
console-holder-network = Profile of the network
console-holder-service-type = Kind of service
console-holder-membership-event = Step of a membership
console-holder-proposal = Correction that was proposed
console-holder-api-key = Label of a key
console-holder-staff = Somebody of the secretariat
console-holder-webhook = Webhook
console-holder-audit-entry = History
console-holder-public-change = Public history
console-holder-purged-member = Key of a member that was removed
console-basis-consent = The person agreed
console-basis-contract = A contract needs it
console-basis-legal-obligation = The law demands it
console-basis-legitimate-interest = Legitimate interest of the network
console-field-visibility = What strangers see
console-field-kind = Kind of place
console-field-role = What they do there
console-field-phone = Telephone
console-field-legal-basis = Why we may keep this
console-field-consented-on = Agreed on
console-field-text = Note
console-done-withdrawn = Withdrawn: only the secretariat sees it now.
console-done-restored = The entry is back.
console-done-purged = Removed for good.
console-more-filters = More filters, and columns
console-service = Service
console-not-confirmed-since = Not confirmed since
console-columns = Columns
console-shown-languages = Languages
console-shown-services = Services
console-select = Tick
console-change-ticked = Change those that are ticked
console-change-all = { $count ->
    [one] Change this one
   *[other] Change all { $count }
}
console-bulk = Change several members
console-bulk-chosen = { $count ->
    [one] { $count } member is ticked.
   *[other] { $count } members are ticked.
}
console-bulk-all = All members that your filter finds.
console-bulk-what = What shall change?
console-bulk-verify = Confirm them as right today
console-bulk-move = Take a step of the membership
console-bulk-add-service = Add a service
console-bulk-remove-service = Take a service out
console-bulk-add-language = Add a language (its code, such as fr)
console-bulk-remove-language = Take a language out (its code, such as fr)
console-bulk-country = Set the country
console-bulk-try = See what would change
console-bulk-changed = { $count ->
    [one] { $count } member would change
   *[other] { $count } members would change
}
console-bulk-unchanged = { $count ->
    [one] { $count } is so already
   *[other] { $count } are so already
}
console-bulk-refused = { $count ->
    [one] { $count } cannot take this change and stays as it is:
   *[other] { $count } cannot take this change and stay as they are:
}
console-bulk-do = { $count ->
    [one] Change { $count } member
   *[other] Change { $count } members
}
console-keys = Keys
console-webhooks = Webhooks
console-role-partner = Partner
console-role-member = Member, for its own entry
console-key = Key
console-key-made = This is the key for { $name }. It is shown only now: give it to whoever needs it, and to nobody else.
console-key-active = In use
console-key-expired = Ended
console-key-revoked = Revoked
console-key-label = What it is for
console-key-end = Ends on
console-key-ends = Ends on (after a year if you leave it empty)
console-key-member = For a member’s key: the end of its address, such as open-huis-gent
console-rotate = Replace
console-rotate-lead = A key that is replaced works for another week, so that nothing stands still.
console-revoke = Revoke
console-new-key = New key
console-make-key = Make the key
console-webhook = Webhook
console-new-webhook = New webhook
console-no-webhooks = Nobody is told of changes yet.
console-webhook-active = Works
console-webhook-paused = Paused
console-webhook-disabled = Stopped: it answered that it is gone
console-webhook-waiting = Waiting
console-webhook-failures = Failed tries
console-webhook-last = Last delivered
console-webhook-url = Address that is told
console-webhook-language = Language of the messages
console-webhook-events = What it is told of (all, if nothing is ticked)
console-webhook-secret = This secret signs the messages. It is shown only now: give it to whoever receives them.
console-secret = Secret
console-webhook-test = Send a test
console-webhook-pause = Pause
console-webhook-resume = Resume
console-webhook-rotate = New secret
console-deliveries = Messages
console-no-deliveries = Nothing was to be told yet.
console-delivery-what = What happened
console-delivery-when = When
console-delivery-answer = Last answer
console-delivery-pending = Waits
console-delivery-delivered = Delivered
console-delivery-failed = Failed
console-delivery-skipped = Not sent: no longer true
console-send-again = Send again
console-event-member-published = A member was published
console-event-member-changed = A member was changed
console-event-member-withdrawn = A member is not shown any more
console-event-proposal-filed = A correction was proposed
console-event-import-applied = An import was applied
console-event-webhook-test = A test
console-done-revoked = Revoked: it opens nothing any more.
console-done-sent = On its way.
console-network = Network
console-profile = Profile
console-network-lead = Everybody reads this on the public pages.
console-code = Code
console-new-service = New service
console-new-code = Code, which stays for ever, such as healthcare/eyes
console-service-merge-title = Merge into another service
console-service-merge-lead = What members offer here is offered there from then on. The old code still finds it.
console-service-merge-into = Service that stays
console-service-merge = Merge
console-field-short-name = Short name
console-field-description = Description
console-field-imprint = Imprint: who answers for the directory
console-field-labels = Name
console-field-search-words = Words people search with, one per line
console-done-joined = Merged.

# Exposures: public texts that tell what is hidden.
console-exposures = Hidden things in public texts
console-exposures-lead = Strangers can read this now. Change the text, hide it at once, or say that it may stay.
console-exposure-tells-address = Tells the address of
console-exposure-tells-point = Tells the point on the map of
console-exposure-tells-phone = Tells the telephone number of
console-exposure-tells-email = Tells the email address of
console-exposure-tells-name = Tells the name of
console-exposure-person = A person at the member
console-exposure-mend = Change the text
console-exposure-hide-place = Hide this place at once
console-exposure-hide-entry = Hide the whole entry at once
console-exposure-keep = It may stay
console-done-kept = Noted: it may stay.

# Backup: the whole of the books to take away.
console-backup = Backup
console-backup-whole = Backup of everything
console-backup-lead = One file with all that is in the registry, from which whoever runs the program can put everything back.
console-backup-download = Download a backup
console-export-whole = Full export
console-export-lead = Members, places, services, people and notes as a spreadsheet; or, as NDJSON, with the history too, for another system.
console-backup-secret = These files hold every secret address. Keep them to yourselves, encrypted where they go. The history says who fetched one, and when.

# History: what was done, in words.
console-no = No
console-whole-history = The whole history of this entry
console-undo-all = Undo all of this
console-history-subject = What it was about
console-history-action = What was done
console-history-nothing = Nothing of this kind was done.
console-history-others = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
console-subject-member = Member
console-subject-proposal = Correction
console-subject-network = Profile of the network
console-subject-service-type = Kind of service
console-subject-staff = Colleague
console-subject-api-key = Key
console-subject-webhook = Webhook
console-subject-mapping = Way of reading columns
console-subject-registry = The whole registry
console-read-audit = history
console-read-export = file to take away
console-read-personal-data = what is kept about a person
console-word-label = Name of the place
console-word-countries = Countries
console-word-former-slugs = Earlier keys in the address
console-word-former-codes = Earlier codes
console-word-name-language = Language of the name
console-word-names = Other names
console-word-verified-by = Confirmed by
console-verified-by-organisation = the organisation
console-verified-by-secretariat = the secretariat
console-word-merged = Lives on in another entry
console-word-point = Point on the map
console-word-delivery = How it is given
console-given-in-person = in person
console-given-phone = by telephone
console-given-online = online
console-listing-listed = In the public directory
console-listing-unlisted = Not in the public directory
console-word-sample-data = Invented sample data
console-word-removed = Removed
console-history-whole = Show all of this change

# Looks: the colour and the logo.
console-looks = Looks
console-looks-lead = This is how the public pages look, and the list on other sites.
console-color = Colour
console-color-lead = For links and buttons. It must be dark enough to be read on white; for dark screens it is made lighter.
console-color-usual = Take the usual colour
console-logo = Logo
console-logo-lead = It stands on every page. A PNG, JPEG or WebP file of 100 kB at most.
console-logo-now = The logo as it is now
console-logo-remove = Take the logo away
console-logo-file = File with the logo

# The services of a member, and more of its fields.
console-add-service = Add a service
console-field-external-id = Your own key for it
console-field-listing = In the public directory or not
console-field-region = Region
console-field-point = Point on the map (latitude, longitude)
console-field-accessibility = Getting in with a wheelchair and the like
console-field-service = Service
console-field-location-id = Where it is given
console-field-free-of-charge = Free of charge
console-field-audience = For whom
console-field-eligibility = Conditions
console-field-access = How to get it
console-sessions = Sessions
console-session-begun = Signed in
console-session-end = End it
