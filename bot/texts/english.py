"""What the bot says in English."""

from __future__ import annotations

from bot.texts.wanted import Texts

ENGLISH = Texts(
    code="en",
    start=(
        "Hello! I answer questions from a folder of texts, and I quote the sentences that prove what I say.\n\n"
        "Write me a question. If the texts do not answer it, I say so instead of guessing. /help tells you more."
    ),
    help=(
        "Ask a question in a whole sentence, for example: “When was the treaty signed?” "
        "You may follow up on an answer, and edit a question to have it answered again.\n\n"
        "The buttons under an answer show the passages it comes from; 👍 and 👎 tell whoever runs me how I do.\n\n"
        "/ask question – ask, in a group too\n"
        "/new – forget our conversation and begin another\n"
        "/privacy – what I keep of you, and for how long\n"
        "/forget – erase all of it\n"
        "/help – this message\n\n"
        "In a group I answer when you mention me, reply to me or use /ask. "
        "In any chat, write my name and a question to send a passage there."
    ),
    help_group="Mention me, reply to me or use /ask. Administrators can silence me with /mute.",
    ask="What would you like to know? Write your question after /ask, for example: /ask When was the treaty signed?",
    new="All right, a new conversation: I have forgotten what we spoke about here.",
    unknown_command="I do not know that command. Just write your question, or see /help.",
    unread="I can only read text, I am sorry. Please write your question in words.",
    not_allowed="I am sorry, I only answer the people I was set up for; please ask whoever runs me to add you.",
    failed=("I am sorry, something went wrong on my side and I could not answer; please try again in a little while."),
    over_quota="I take {questions} questions a minute from each person; please ask again in {seconds} s.",
    queued="I have several questions of yours to answer yet; please ask again when you have read the answers.",
    placeholder="…",
    privacy=(
        "I keep your questions, my answers and what you thought of them for {days} days, with your numeric Telegram id "
        "and the chat, so that you can follow up and whoever runs me can see what the texts lack. I keep no name, and "
        "a message that is not for me is not kept at all. Telegram's number of each message that reached me is kept "
        "for two days, without its text, so that none is answered twice. Who was let in by a code stays let in.\n\n"
        "/forget erases all that is kept of you at once."
    ),
    forgotten=(
        "Erased: the answers that I kept of you ({answers}), with all that belongs to them. "
        "What stands in this chat is yours to delete."
    ),
    set_aside="Message {number} could not be answered, and it was set aside: {reason}. The log says more.",
    about=(
        "I answer questions from a folder of texts and show the sentences that prove what I say, "
        "with their sources and dates. If the texts do not answer, I say so instead of guessing."
    ),
    about_short="Answers from texts, with the sentence that proves each one.",
    commands=(
        ("ask", "Ask a question"),
        ("new", "Begin a new conversation"),
        ("privacy", "What I keep of you"),
        ("forget", "Erase what I keep of you"),
        ("help", "How to ask"),
    ),
    commands_group=(
        ("ask", "Ask a question"),
        ("mute", "Silence me here (administrators)"),
        ("unmute", "Let me speak here again (administrators)"),
    ),
    commands_admin=(
        ("status", "How the index and I are"),
        ("gaps", "Questions that the texts do not answer"),
        ("rebuild", "Build the index anew from the texts"),
        ("rollback", "Go back to the index before"),
        ("pair", "A code that lets a person in"),
        ("say", "Write to everyone who asked"),
    ),
    sources="Sources",
    summary_of="our summary of ",
    nearest="Nearest in the texts (not an answer):",
    offered="The texts can answer:",
    related="You could also ask:",
    read_passage="📖 Read the passage",
    source_of="Source {number} of {count}",
    close="✕",
    asked="You asked: {question}",
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    day="{day} {month} {year}",
    month="{month} {year}",
    page="p. {page}",
    engine=(
        "The texts don't say: “{question}”",
        "The texts don't say.",
        "Please ask a question in words.",
        "The texts never mention {words}.",
        "Please ask the rest again: “{question}”",
        "I found something, but could not prove it word for word, so I leave it out.",
        "The figures differ; the newer comes before the older.",
        "The figures differ.",
        "Hello! Ask me a question, and I will look for the sentence that answers it.",
        "You are welcome. Ask on whenever you like.",
        "All right. Ask on whenever you like.",
        "I found nothing that proves an answer to this: “{question}”",
        "Your question is longer than the {most} characters that I read. Please ask it in fewer words.",
    ),
    engine_or=" or ",
    notes=(
        "So here are the texts' own words.",
        "Nothing that the model wrote could be proven.",
        "What the model wrote does not answer the question.",
        "The model's reply was not about the texts.",
        "The model {name} does not accept the key; see SERAI_CHAT_KEY.",
        "The quota of the model {name} is used up.",
        "The server has no model {name}; see SERAI_CHAT_MODEL and SERAI_CHAT_URL.",
        "The model {name} did not answer in time.",
        "The prompt is too long for the model {name}; lower SERAI_CHAT_CONTEXT.",
        "The model {name} is too busy.",
        "The model {name} declined to answer.",
        "The model {name} could not be reached.",
        "The model {name} replied nothing.",
        "There was no time to ask a model.",
        "Your share of the model for today is used up.",
        "What the model may cost today is used up.",
        "The question does not fit beside one passage; raise SERAI_CHAT_CONTEXT.",
        "No reply of the model {name} to this is recorded in {folder}.",
    ),
    trouble="{reason}",
    gone="I no longer keep that answer. Please ask your question again.",
    liked="Thank you, I am glad it helped.",
    what_is_wrong="Thank you. What is wrong with it?",
    noted="Thank you, I have noted it.",
    reasons=(
        ("wrong", "It is wrong"),
        ("unasked", "Not what I asked"),
        ("old", "Out of date"),
        ("little", "Too little"),
        ("other", "Something else"),
    ),
    answering="I am looking it up.",
    inline_title="{title}",
    inline_nothing="The texts say nothing on this",
    inline_hint="Ask me in our own chat",
    inline_closed="I only answer the people I was set up for",
    muted="All right, I keep quiet here until an administrator writes /unmute.",
    unmuted="I answer here again.",
    only_admins="Only the administrators of this group can do that.",
    pair_code=("This code lets one person in, within 24 hours:\n{code}\n\nThey write it to me, or open:\n{link}"),
    paired="Welcome! You may ask me now.",
    bad_code="I do not know that code, or it has been used. Please ask whoever runs me for another.",
    pair_open="Everyone may ask me, so nobody needs a code. SERAI_ALLOWED would change that.",
    gap_answered="You asked some time ago: “{question}”. The texts have grown, and now they say:",
    gaps_none="There are no gaps: nothing was refused or disliked.",
    gaps_title="Questions that the texts did not answer, most asked first ({shown} of {count}):",
    gap_line="{number}. {question} — asked: {asked}, people: {people}",
    gap_to_gold="★ Gold {number}",
    gap_drop="✕ {number}",
    gap_kept="Added to the gold questions as {name}.",
    gap_dropped="Dropped.",
    gap_empty="That gap is closed already.",
    upkeep_help=(
        "You maintain me. Send me a file, several at once, or a link, and I show what I read before it is added.\n"
        "/status /gaps /rebuild /rollback /pair /say"
    ),
    preview_title="{name} – documents: {documents}, passages: {passages}",
    preview_document="• {title} ({date}) – passages: {passages}",
    preview_more="… and {count} more",
    preview_near="⚠ nearly the same as {document} ({percent} % alike)",
    preview_replaces="⚠ replaces the file of the same name",
    preview_skipped="⚠ {place}: {reason}",
    preview_empty="{name} cannot be added: {reason}.",
    preview_ask="Add this to the texts?",
    preview_add="✓ Add and build",
    preview_leave="✕ Leave it",
    preview_left="Left out: {names}.",
    preview_gone="I no longer have these files. Please send them again.",
    too_large="{name} is too large: Telegram lets bots fetch at most {megabytes} MB.",
    not_fetched="{name} could not be fetched: {reason}.",
    build_waiting="Starting to build …",
    build_reading="Reading: {done} of {total}",
    build_embedding="Embedding: {done} of {total}",
    build_done=(
        "Generation {generation} is live. Documents: {documents}, passages: {passages} "
        "({added} added, {changed} changed, {removed} removed, {skipped} skipped), {seconds} s."
    ),
    build_same="Nothing has changed; generation {generation} stays live.",
    build_failed="The build failed, and the live index is untouched: {reason}",
    build_undone="What you sent has been taken out of the texts again.",
    building_now="A build is running already. Wait for it to end.",
    rolled_back="Generation {generation} is live again.",
    status=(
        "Generation {generation}. Documents: {documents}, passages: {passages}, built {built}.\n"
        "In the folder since then: {new} new, {edited} edited, {gone} gone.\n"
        "Open gaps: {gaps}."
    ),
    say_how="Write what I am to tell everyone after /say.",
    say_ask="Chats that I would write this to: {count}\n\n{text}",
    say_do="✓ Send it",
    said_to="Sent, chats: {count}.",
)
