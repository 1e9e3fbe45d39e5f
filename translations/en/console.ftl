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
console-visibility = What strangers see
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
console-moved-on = Somebody else changed this entry since you opened it. It now says the following where yours differs; save again to keep yours.
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
