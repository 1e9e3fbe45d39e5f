# The mails.

mail-sign-in-subject = Your way into the staff console: { $network }
mail-sign-in = Hello { $name }, with this link you can sign in once, until { $day }. It is for you alone.
mail-sign-in-button = Sign in
mail-personal-link-subject = Your entry in the directory: { $member }
mail-personal-link = With this link you can see what everybody sees of { $member } in our directory, confirm it, or ask for a change. You need no account.
mail-reminder-subject = Is this entry still right? { $member }
mail-reminder = People who look for help rely on our directory. Please take a minute to look at the entry of { $member }. If it is still right, two clicks are enough.
mail-reminder-last = It was last confirmed on { $day }.
mail-reminder-never = Nobody has confirmed it yet.
mail-reminder-again = We have asked before and have not heard from you yet.
mail-own-button = Look at the entry
mail-link-until = The link works until { $day }.
mail-forward = If a colleague knows better, forward this mail. The link shows nothing that is not public, and nothing changes before the secretariat has read it.
mail-confirmed-subject = The entry was confirmed: { $member }
mail-confirmed = Somebody with a personal link to the entry of { $member } has confirmed that it is right. Nothing else has changed.
mail-proposed-subject = Sent to the secretariat: { $member }
mail-proposed = Somebody with a personal link to the entry of { $member } has written to the secretariat about it. Nothing changes before the secretariat has read it.
mail-not-you = If it was neither you nor a colleague, please reply to this mail.
mail-decided-subject = Answer from the secretariat: { $member }
mail-decided = { $status ->
    [accepted] The secretariat has accepted the change that was proposed for { $member }.
    [partly_accepted] The secretariat has accepted part of what was proposed for { $member }.
    [done] The secretariat has dealt with what was written about { $member }. Thank you.
    [discarded] The secretariat has read what was written about { $member } and leaves the entry as it is.
   *[refused] The secretariat has not accepted the change that was proposed for { $member }.
}
mail-decided-reason = The secretariat writes:
mail-more-public-subject = More of your entry is public: { $member }
mail-more-public = Everybody can now see something of { $member } that was not public before. Please look at what is shown.
mail-more-public-no = If you do not want that, you can say so on the same page. The secretariat will then see to it.
mail-digest = These are the latest changes in the directory, ready for your newsletter.
mail-stop = Send me no more reminders or news
mail-sent-by = Sent by { $network }

console-reports = Reports
console-reports-lead = What visitors and members wrote without an account. Anybody may have written anything; nothing was changed by it.
console-no-reports = There are no open reports.
console-reports-of-members = From members, by personal links
console-reports-of-visitors = From visitors
console-reports-discard = { $count ->
    [one] Discard { $count } report
   *[other] Discard these { $count } reports
}
console-report-mistake = A visitor reports a mistake
console-report-wish = A member asks for something
console-report-handover = A member names a colleague
console-report-objection = A member does not want something to be public
console-report-done = Dealt with
console-report-discard = Discard
console-personal-links = Personal links
console-links-of = Personal links: { $member }
console-link-made = The link is made. It is shown now and never again.
console-link-mailed = It is mailed too.
console-links-lead = For 30 days, whoever has a link sees what strangers see, and can confirm it or propose a change.
console-make-link = Make a link to copy
console-mail-link = Mail a link: { $name }
console-made-on = Made on
console-answered = Answered
console-mails = Mail
console-mail-example = Example organisation
console-mail-preview = How the mails look
console-no-mail = No mail goes out from here: no mail server is set, or this is the sample network. Links are there to copy.
console-reminders = Who was asked
console-no-reminders = Nobody has to be asked at the moment.
console-were-asked = Asked
console-to-be-asked = To be asked
console-more-reminders = More
console-asked = Asked
console-cannot-be-asked = nobody can be asked by mail
console-never-answers = never answers
console-mail-log = What was mailed
console-no-mails = Nothing was mailed yet.
console-mail-kind = About
console-mail-kind-sign-in = Sign-in link
console-mail-kind-personal-link = Personal link
console-mail-kind-reminder = Reminder
console-mail-kind-confirmed = Entry confirmed
console-mail-kind-proposed = Sent to the secretariat
console-mail-kind-decided = Proposal decided
console-mail-kind-more-public = More is public
console-mail-kind-digest = News
console-mail-status-pending = waits
console-mail-status-sent = sent
console-mail-status-refused = refused
console-mail-status-failed = failed
console-mail-status-skipped = not sent
console-mail-stops = Addresses to which nothing is mailed
console-mail-stop-refused = the mail server takes nothing for it
console-mail-stop-declined = wants no reminders or news
console-mail-again = Send mail again
console-digest-lead = The latest changes in the directory, mailed to everybody of the staff, ready for your newsletter tool.
console-news-until = To, without this day
console-digest-send = Send
console-waiting-reports = { $count ->
    [one] { $count } report waits
   *[other] { $count } reports wait
}
console-waiting-answered = { $count ->
    [one] { $count } member answered by a personal link within the last seven days
   *[other] { $count } members answered by a personal link within the last seven days
}
console-waiting-unanswered = { $count ->
    [one] { $count } member never answers
   *[other] { $count } members never answer
}
console-confirmed-share = Of { $all } public entries, { $confirmed } were confirmed within the last year: { $percent } %.
