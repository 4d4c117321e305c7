"""What the bot says in Chinese."""

from __future__ import annotations

from bot.texts.wanted import Texts

CHINESE = Texts(
    code="zh",
    start=(
        "您好！我根据一批文本回答问题，并引用能够证明答案的原句。\n\n"
        "请写下您的问题。如果文本里没有答案，我会直说，不会猜测。更多说明见 /help。"
    ),
    help=(
        "请用完整的句子提问，例如：“条约是什么时候签署的？”您可以接着答案追问，也可以修改问题，我会重新回答。\n\n"
        "答案下方的按钮显示它出自的段落；👍 和 👎 会告诉维护者我答得怎么样。\n\n"
        "/ask 问题 – 提问，在群组里也可以\n"
        "/new – 忘掉我们的对话，重新开始\n"
        "/privacy – 我保存您的哪些信息、多久\n"
        "/forget – 全部删除\n"
        "/help – 显示本说明\n\n"
        "在群组里，提到我、回复我或使用 /ask 时我会回答。在任何聊天里，写上我的名字和问题，就能把段落发到那里。"
    ),
    help_group="请提到我、回复我或使用 /ask。管理员可以用 /mute 让我安静。",
    ask="您想知道什么？请把问题写在 /ask 后面，例如：/ask 条约是什么时候签署的？",
    new="好的，我们重新开始：我已经忘掉刚才谈的内容。",
    unknown_command="我不认识这个命令。请直接写下问题，或查看 /help。",
    unread="抱歉，我只能读文字。请用文字写下您的问题。",
    not_allowed="抱歉，我只回答指定的人；请让维护者把您加进来。",
    failed="抱歉，我这边出了问题，没能回答；请稍后再试。",
    over_quota="每人每分钟最多 {questions} 个问题；请在 {seconds} 秒后再问。",
    queued="您还有几个问题我没有回答完；请看完答案后再问。",
    placeholder="…",
    privacy=(
        "您的问题、我的回答和您的评价会保存 {days} 天，连同您的 Telegram 数字编号和聊天编号，以便您追问，"
        "也让维护者看到文本缺少什么。我不保存姓名；不是发给我的消息完全不保存。每条收到的消息的编号保存两天，"
        "不含内容，以免重复回答。凭代码获准的人仍然获准。\n\n/forget 会立即删除为您保存的一切。"
    ),
    forgotten="已删除为您保存的回答（{answers} 条）及其相关内容。本聊天里的消息请您自行删除。",
    set_aside="第 {number} 号消息无法回答，已搁置：{reason}。详情见日志。",
    about="我根据一批文本回答问题，并给出能够证明答案的原句、来源和日期。如果文本里没有答案，我会直说，不会猜测。",
    about_short="根据文本回答问题，每个答案都附上作为证明的原句。",
    commands=(
        ("ask", "提问"),
        ("new", "开始新的对话"),
        ("privacy", "我保存您的哪些信息"),
        ("forget", "删除我保存的您的信息"),
        ("help", "如何提问"),
    ),
    commands_group=(
        ("ask", "提问"),
        ("mute", "让我在这里安静（管理员）"),
        ("unmute", "让我在这里重新回答（管理员）"),
    ),
    commands_admin=(
        ("status", "索引和我的状况"),
        ("gaps", "文本没有回答的问题"),
        ("rebuild", "根据文本重建索引"),
        ("rollback", "恢复上一个索引"),
        ("pair", "允许一个人提问的代码"),
        ("say", "给所有提问者发消息"),
    ),
    sources="来源",
    summary_of="我们的概述，依据：",
    nearest="文本中最接近的内容（不是答案）：",
    offered="文本可以回答：",
    related="您还可以问：",
    read_passage="📖 阅读段落",
    source_of="来源 {number}/{count}",
    close="✕",
    asked="您的问题：{question}",
    months=("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"),
    day="{year}年{month}月{day}日",
    month="{year}年{month}月",
    page="第 {page} 页",
    engine=(
        "文本没有回答：“{question}”",
        "文本没有提到。",
        "请用文字提问。",
        "文本从未提到{words}。",
        "请把其余的问题再问一次：“{question}”",
        "我找到了一些内容，但无法逐字证明，所以没有写出来。",
        "数字不一致；较新的在前。",
        "数字不一致。",
        "您好！请提问，我会找出回答它的句子。",
        "不客气。欢迎继续提问。",
        "好的。欢迎继续提问。",
        "我没有找到能证明这个问题答案的内容：“{question}”",
        "您的问题超过了我能读的 {most} 个字符。请用更少的字提问。",
    ),
    engine_or="或",
    notes=(
        "以下是文本自己的原话。",
        "模型写的内容都无法证明。",
        "模型写的内容没有回答这个问题。",
        "模型的回复与文本无关。",
        "模型 {name} 不接受密钥；见 SERAI_CHAT_KEY。",
        "模型 {name} 的额度已用完。",
        "服务器上没有模型 {name}；见 SERAI_CHAT_MODEL 和 SERAI_CHAT_URL。",
        "模型 {name} 没有及时回答。",
        "提示对模型 {name} 来说太长；请调低 SERAI_CHAT_CONTEXT。",
        "模型 {name} 现在太忙。",
        "模型 {name} 拒绝回答。",
        "无法连接模型 {name}。",
        "模型 {name} 没有回复任何内容。",
        "已没有时间询问模型。",
        "您今天的模型份额已用完。",
        "今天的模型费用已用完。",
        "问题太长，连一个段落也放不下；请调高 SERAI_CHAT_CONTEXT。",
        "{folder} 中没有模型 {name} 对此的录制回复。",
    ),
    trouble="我现在无法在文本中查找。请告诉维护者：{reason}",
    gone="我已不再保存那个答案。请再问一次。",
    liked="谢谢，很高兴能帮到您。",
    what_is_wrong="谢谢。哪里不对？",
    noted="谢谢，已记下。",
    reasons=(
        ("wrong", "不正确"),
        ("unasked", "答非所问"),
        ("old", "已过时"),
        ("little", "太少"),
        ("other", "其他"),
    ),
    answering="正在查找。",
    inline_title="{title}",
    inline_nothing="文本没有提到这个",
    inline_hint="在我们的聊天里问我",
    inline_closed="我只回答指定的人",
    muted="好的，我在这里保持安静，直到管理员写 /unmute。",
    unmuted="我又可以在这里回答了。",
    only_admins="只有本群组的管理员可以这样做。",
    pair_code="这个代码在 24 小时内允许一个人提问：\n{code}\n\n请对方把它发给我，或打开：\n{link}",
    paired="欢迎！现在您可以提问了。",
    bad_code="我不认识这个代码，或者它已被使用。请向维护者要一个新的。",
    pair_open="人人都可以问我，不需要代码。SERAI_ALLOWED 可以改变这一点。",
    gap_answered="您不久前问过：“{question}”。文本增加了，现在其中写道：",
    gaps_none="没有空白：没有被拒绝或不满意的问题。",
    gaps_title="文本没有回答的问题，问得最多的在前（{shown}/{count}）：",
    gap_line="{number}. {question} — {asked} 次，{people} 人",
    gap_to_gold="★ 标准 {number}",
    gap_drop="✕ {number}",
    gap_kept="已加入标准问题：{name}。",
    gap_dropped="已删除。",
    gap_empty="这个空白已经关闭。",
    upkeep_help=(
        "您是维护者。请发来一个文件、多个文件或一个链接，我会先显示读到的内容，再加入。\n"
        "/status /gaps /rebuild /rollback /pair /say"
    ),
    preview_title="{name}：{documents} 篇文档，{passages} 个段落",
    preview_document="• {title}（{date}）– {passages} 个段落",
    preview_more="……另有 {count} 篇",
    preview_near="⚠ 与 {document} 几乎相同（{percent} %）",
    preview_replaces="⚠ 将替换同名文件",
    preview_skipped="⚠ {place}：{reason}",
    preview_empty="无法加入 {name}：{reason}。",
    preview_ask="要加入文本吗？",
    preview_add="✓ 加入并构建",
    preview_leave="✕ 不加入",
    preview_left="未加入：{names}。",
    preview_gone="我已没有这些文件。请重新发送。",
    too_large="{name} 太大：Telegram 只允许机器人下载 {megabytes} MB 以内的文件。",
    not_fetched="无法取得 {name}：{reason}。",
    build_waiting="开始构建……",
    build_reading="读取：{done}/{total}",
    build_embedding="嵌入：{done}/{total}",
    build_done=(
        "第 {generation} 代已启用：{documents} 篇文档，{passages} 个段落"
        "（新增 {added}，修改 {changed}，删除 {removed}，跳过 {skipped}），{seconds} 秒。"
    ),
    build_same="没有变化；仍使用第 {generation} 代。",
    build_failed="构建失败，现用索引未受影响：{reason}",
    build_undone="您发来的内容已从文本中移除。",
    building_now="正在构建。请等它结束。",
    rolled_back="第 {generation} 代已重新启用。",
    status=(
        "第 {generation} 代：{documents} 篇文档，{passages} 个段落，构建于 {built}。\n"
        "此后文件夹中：新增 {new}，修改 {edited}，消失 {gone}。\n"
        "未解决的空白：{gaps}。"
    ),
    say_how="请把要告诉大家的话写在 /say 后面。",
    say_ask="将发送到 {count} 个聊天：\n\n{text}",
    say_do="✓ 发送",
    said_to="已发送到 {count} 个聊天。",
)
