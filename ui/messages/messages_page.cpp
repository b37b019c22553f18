// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/messages_page.h"

#include "curl_line.h"
#include "format.h"
#include "messages/message_detail.h"
#include "messages/message_request.h"
#include "messages/replay_dialog.h"
#include "redis_line.h"
#include "widgets/card.h"
#include "widgets/empty_state.h"
#include "widgets/end_follower.h"
#include "widgets/filter_edit.h"
#include "widgets/filter_line.h"
#include "widgets/row_table.h"
#include "widgets/saved_filters.h"

#include <QAction>
#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyle>
#include <QVBoxLayout>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

constexpr std::size_t PulledAtOnce = 2000; // messages

constexpr int LeastWidth = 80; // of a column: a user can be told from another
constexpr int RowsAPart = 1024; // copied for an export, of one turn of the event loop
constexpr std::size_t MostRemembered = 1000; // selected rows, over a change of the filter

const QString FilterKey = u"messages/filter"_s;
const QString SavedFiltersKey = u"messages/saved-filters"_s;
const QString HeaderKey = u"messages/header"_s;
const QString SplitterKey = u"messages/splitter"_s;

// The longest usual value of each column: it must be seen in full. Channel and type share what is
// left.
const std::array<QString, MessageModel::ColumnCount> UsualValues{u"00:00:00.000"_s, u"user 10000"_s,
    u"comment"_s, u"1732449751000-0"_s, u"999 KiB"_s, u"10,000"_s, u"99.9 ms"_s, u"99.9 ms"_s,
    u"window"_s};

qint64 now()
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace

MessagesPage::MessagesPage(Hub& hub, Theme& theme, UiState& state, QWidget* parent)
    : QWidget(parent)
    , m_hub(hub)
    , m_theme(theme)
    , m_state(state)
    , m_log(hub.recordMessages())
    , m_model(theme)
    , m_filter(new FilterEdit(MessageFields::Names))
    , m_savedFilters(new SavedFilters(*m_filter, state, SavedFiltersKey))
    , m_count(new QLabel)
    , m_filterError(new QLabel)
    , m_pause(new QPushButton(tr("&Pause")))
    , m_clear(new QPushButton(tr("C&lear")))
    , m_export(new QPushButton(tr("Export")))
    , m_showReplay(new QPushButton(tr("Replay…")))
    , m_splitter(new QSplitter(Qt::Vertical))
    , m_stack(new QStackedWidget)
    , m_table(new RowTable)
    , m_empty(new EmptyState(theme))
    , m_exporter([this](std::vector<MessageRecord>& into) { return gather(into); }, this)
{
    makeActions();
    m_detail = new MessageDetail(theme, state, {m_sendAgain, m_template}, m_copies);
    m_splitter->addWidget(makeTable());
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setSizes({420, 280});
    m_splitter->setCollapsible(0, false);
    m_detail->setMinimumHeight(120);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(makeToolLine());
    column->addWidget(m_splitter, 1);

    m_pull.setSingleShot(true);
    connect(&m_pull, &QTimer::timeout, this, &MessagesPage::pull);
    m_work.setSingleShot(true);
    m_work.setInterval(0);
    connect(&m_work, &QTimer::timeout, this, &MessagesPage::work);
    connect(&m_hub, &Hub::statusChanged, this, [this] {
        updateActions();
        updateEmptyState();
    });
    connect(&m_model, &MessageModel::figuresChanged, this, &MessagesPage::figuresChanged);
    connect(
        &m_model, &QAbstractItemModel::modelAboutToBeReset, this, &MessagesPage::rememberSelection);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &MessagesPage::restoreSelection);
    connect(m_empty, &EmptyState::actionRequested, this, [this] { setFilter({}); });
    connect(&m_model, &QAbstractItemModel::modelReset, &m_exporter, &MessagesExport::sourceChanged);
    connect(
        &m_model, &QAbstractItemModel::rowsRemoved, &m_exporter, &MessagesExport::sourceChanged);
    connect(&m_exporter, &MessagesExport::done, this, &MessagesPage::lastAction);
    makeShortcuts();
    restoreState();
    showCounts();
    updateActions();
}

MessagesPage::~MessagesPage() = default;

// -- what can be done to a message

QAction* MessagesPage::makeAction(const QString& text, const QKeySequence& key, Deed deed)
{
    auto* action = new QAction(text, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setAutoRepeat(false); // a key held down must not flood the clients
    connect(action, &QAction::triggered, this, [this, deed] {
        if (const auto message = current())
            (this->*deed)(*message);
    });
    addAction(action);
    return action;
}

void MessagesPage::makeActions()
{
    m_sendAgain = makeAction(tr("Send again"), Qt::CTRL | Qt::Key_Return, &MessagesPage::sendOnce);
    m_sendAgain->setShortcuts({Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter});
    m_template = makeAction(tr("Use as template"), Qt::CTRL | Qt::SHIFT | Qt::Key_Return,
        &MessagesPage::loadAsTemplate);
    m_copies << makeAction(tr("Copy data"), Qt::CTRL | Qt::Key_D, &MessagesPage::copyData)
             << makeAction(tr("Copy id"), Qt::CTRL | Qt::Key_I, &MessagesPage::copyId);
    m_copyCurl = makeAction(tr("Copy as curl"), Qt::CTRL | Qt::Key_U, &MessagesPage::copyCurl);
    m_copyRedisCli
        = makeAction(tr("Copy as redis-cli"), Qt::CTRL | Qt::Key_K, &MessagesPage::copyRedisCli);
    m_copyIoredis
        = makeAction(tr("Copy as ioredis line"), Qt::CTRL | Qt::Key_J, &MessagesPage::copyIoredis);
    m_copies << m_copyCurl << m_copyRedisCli << m_copyIoredis;
    m_replayFrom = new QAction(tr("Replay from here…"), this);
    connect(m_replayFrom, &QAction::triggered, this, &MessagesPage::showReplay);
}

std::optional<MessageRecord> MessagesPage::current() const
{
    // What the pane shows: it stays though its row may be gone.
    return m_detail->other() ? std::nullopt : m_detail->message();
}

void MessagesPage::sendOnce(const MessageRecord& message)
{
    Q_EMIT sendAgain(requestOf(message));
}

void MessagesPage::loadAsTemplate(const MessageRecord& message)
{
    Q_EMIT useAsTemplate(requestOf(message));
    if (message.users > 1 && message.kind == PublishKind::Named)
        Q_EMIT lastAction(tr("loaded for the first of %1 user(s); the others are not kept", nullptr,
            format::plural(double(message.users)))
                              .arg(format::count(double(message.users))));
}

void MessagesPage::copied(const QString& text, const QString& what)
{
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT lastAction(tr("copied the %1").arg(what));
}

void MessagesPage::copyData(const MessageRecord& message)
{
    copied(dataText(*message.frame), tr("data"));
}

void MessagesPage::copyId(const MessageRecord& message)
{
    const std::string_view id = message.frame->id();
    copied(QString::fromUtf8(id.data(), qsizetype(id.size())), tr("id"));
}

void MessagesPage::copyCurl(const MessageRecord& message)
{
    const bool needsToken = !m_hub.options().publishToken.isEmpty();
    copied(curlPublish(m_hub.status(), requestOf(message), needsToken), tr("curl command"));
}

void MessagesPage::copyRedisCli(const MessageRecord& message)
{
    // redis-cli knows no Sentinel; the password stays out of the clipboard (REDISCLI_AUTH).
    const QString url = m_hub.status().broker.url;
    const bool known = url.startsWith(u"redis://"_s) || url.startsWith(u"rediss://"_s);
    copied(
        redisCliPublish(known ? url : QString(), m_hub.options().channelPrefix, requestOf(message)),
        tr("redis-cli command"));
}

void MessagesPage::copyIoredis(const MessageRecord& message)
{
    copied(ioredisPublish(m_hub.options().channelPrefix, requestOf(message)), tr("ioredis line"));
}

void MessagesPage::showReplay()
{
    if (!m_replay)
        m_replay = new ReplayDialog(m_hub, m_theme, m_state, this);
    QString userId;
    QString id;
    if (const auto message = current()) {
        const std::string_view text = message->frame->id();
        id = QString::fromUtf8(text.data(), qsizetype(text.size()));
        userId = QString::fromStdString(message->userId);
    }
    m_replay->prepare(userId, id);
    m_replay->show();
    m_replay->raise();
    m_replay->activateWindow();
}

void MessagesPage::updateActions()
{
    const auto message = current();
    const QString nothing
        = m_detail->other() ? tr("Two messages are selected.") : tr("No message is selected.");
    const auto enable = [&](QAction* action, const QString& problem, const QString& meaning) {
        const QString reason = message ? problem : nothing;
        action->setEnabled(reason.isEmpty());
        const QString text = reason.isEmpty() ? meaning : reason;
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        action->setToolTip(key.isEmpty() ? text : QString(text + u" ("_s + key + u')'));
    };
    const QString resend = message ? resendProblem(*message) : QString();
    const QString line = !resend.isEmpty() ? resend
        : message                          ? redisLineProblem(requestOf(*message))
                                           : QString();
    const QString listening = m_hub.isListening() ? resend : tr("The hub is not listening.");
    enable(m_sendAgain, listening, tr("Publishes the same to the same audience, under a new id."));
    enable(m_template, {}, tr("Loads it into the editor of the Publish page."));
    enable(m_copies[0], {}, tr("Copies the data as it is."));
    enable(m_copies[1], {}, tr("Copies the event id."));
    enable(m_copyCurl, resend, tr("Copies a command that publishes the same."));
    enable(m_copyRedisCli, line, tr("Copies a command that publishes the data straight to Redis."));
    enable(m_copyIoredis, line,
        tr("Copies a line of JavaScript that publishes the data straight to Redis."));
    enable(m_replayFrom, {},
        tr("Shows what a client would be sent that has this event and comes back."));
    m_export->setEnabled(m_model.rowCount() > 0);
}

void MessagesPage::showTableMenu(const QPoint& where)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addActions({m_sendAgain, m_template});
    menu->addSeparator();
    menu->addActions(m_copies);
    menu->addAction(tr("Copy rows\tCtrl+C"), m_table, &RowTable::copySelection);
    menu->addSeparator();
    menu->addAction(m_replayFrom);
    menu->addSeparator();
    m_table->addColumnMenu(*menu);
    menu->popup(m_table->viewport()->mapToGlobal(where));
}

// -- the widgets

QBoxLayout* MessagesPage::makeToolLine()
{
    m_filter->setPlaceholderText(tr("Filter: user:1* type:like write>5ms"));
    m_filter->setAccessibleName(tr("Filter messages"));
    m_filter->setToolTip(MessageFilter::help());
    m_filterError->setWordWrap(true);
    m_pause->setCheckable(true);
    m_pause->setToolTip(tr("Holds the rows; the recording goes on."));
    m_clear->setToolTip(tr("Forgets all messages, also those that are not shown."));
    m_showReplay->setToolTip(
        tr("Shows what a client that comes back would be sent from history. (Ctrl+R)"));
    m_export->setToolTip(tr("Saves the shown messages in their order."));
    auto* formats = new QMenu(m_export);
    formats->addAction(tr("As &CSV…"), this, [this] { m_exporter.askWhere(MessagesFormat::Csv); });
    formats->addAction(
        tr("As &JSON…"), this, [this] { m_exporter.askWhere(MessagesFormat::Json); });
    m_export->setMenu(formats);
    connect(m_filter, &QLineEdit::textChanged, this, &MessagesPage::filterEdited);
    connect(m_pause, &QPushButton::toggled, this, &MessagesPage::setPaused);
    connect(m_clear, &QPushButton::clicked, this, &MessagesPage::clear);
    connect(m_showReplay, &QPushButton::clicked, this, &MessagesPage::showReplay);

    return makeFilterLine(*m_filter, m_savedFilters, *m_count, *m_filterError,
        {m_pause, m_clear, m_showReplay, m_export});
}

QWidget* MessagesPage::makeTable()
{
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Messages"));
    QHeaderView* header = m_table->horizontalHeader();
    header->setSortIndicatorShown(false); // always in the order they came
    header->setSectionsClickable(false);
    for (int column = 0; column < MessageModel::ColumnCount; ++column) {
        const bool isMonospace = column == MessageModel::Time || column == MessageModel::Id;
        m_table->fitColumn(column, UsualValues[std::size_t(column)],
            isMonospace ? m_theme.monospace() : m_theme.tabular());
    }
    header->setMinimumSectionSize(LeastWidth);
    for (const int column : {MessageModel::Channel, MessageModel::Type})
        header->setSectionResizeMode(column, QHeaderView::Stretch);
    connect(m_table, &QWidget::customContextMenuRequested, this, &MessagesPage::showTableMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &MessagesPage::followSelection);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &MessagesPage::followSelection);

    m_endFollower = std::make_unique<EndFollower>(*m_table);

    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    auto* card = new Card;
    card->setAccessibleName(tr("Messages"));
    card->layout()->setContentsMargins(7, 3, 7, 7);
    card->layout()->setSpacing(0);
    card->body()->addWidget(m_stack, 1);
    card->setMinimumHeight(150);
    return card;
}

void MessagesPage::makeShortcuts()
{
    addFindShortcut(*this, *m_filter);
    addClearShortcut(*m_filter);
    const auto replay = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_R), this);
    connect(replay, &QShortcut::activated, this, &MessagesPage::showReplay);
}

void MessagesPage::restoreState()
{
    m_state.track(HeaderKey, m_table->horizontalHeader());
    m_state.track(SplitterKey, m_splitter);
    m_filter->setText(m_state.value(FilterKey).toString());
}

// -- what comes

void MessagesPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_pull.start(std::chrono::milliseconds(0));
}

void MessagesPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_pull.stop();
    m_work.stop();
}

// All that the log holds may come when the page is shown: in pieces, between which the window goes
// on.
void MessagesPage::pull()
{
    if (m_exporter.isGathering())
        return m_pull.start(PullInterval); // a moment later
    MessageLog::Pull pulled = m_log.pull(PulledAtOnce);
    const bool more = pulled.more;
    take(std::move(pulled));
    if (isVisible())
        m_pull.start(more ? std::chrono::milliseconds(0) : PullInterval);
}

void MessagesPage::take(MessageLog::Pull&& pulled)
{
    keepPlace([&] { m_model.take(std::move(pulled), now()); });
    work();
}

// One slice; further ones follow between other events.
void MessagesPage::work()
{
    if (m_exporter.isGathering()) {
        m_work.start();
        return;
    }
    bool more = false;
    keepPlace([&] { more = m_model.work(now()); });
    if (more && isVisible())
        m_work.start();
    showCounts();
}

// Rows that go above do not move what is seen; at the end, the end is followed.
void MessagesPage::keepPlace(const std::function<void()>& change)
{
    const int topRow = m_table->topRow();
    const quint64 top = topRow >= 0 ? m_model.message(topRow).number : 0;
    m_applying = true;
    m_endFollower->setHeld(true);
    change();
    if (m_endFollower->follows())
        m_table->scrollToBottom();
    else if (const int row = m_model.firstRowFrom(top); row != topRow)
        m_table->setTopRow(row);
    m_applying = false;
    m_endFollower->setHeld(false);
}

void MessagesPage::setPaused(bool paused)
{
    m_pause->setChecked(paused);
    m_pause->setText(paused ? tr("&Resume") : tr("&Pause"));
    keepPlace([this, paused] { m_model.setHeld(paused); });
    work();
}

void MessagesPage::clear()
{
    m_log.clear();
    m_selected.clear();
    m_current.reset();
    m_detail->clear();
    m_model.clear();
    showCounts();
    updateActions();
    Q_EMIT lastAction(tr("messages cleared"));
}

void MessagesPage::setFilter(const QString& text)
{
    m_filter->setText(text);
}

void MessagesPage::filterEdited(const QString& text)
{
    const MessageFilter filter(text);
    const QString error = filter.error();
    showFilterProblem(*m_filter, *m_filterError, error);
    if (!error.isEmpty())
        return;
    m_state.setValue(FilterKey, text);
    m_model.setFilter(filter);
    work();
}

// -- what is selected

std::vector<int> MessagesPage::selectedRows() const
{
    std::vector<int> rows;
    for (const QItemSelectionRange& range : m_table->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

void MessagesPage::rememberSelection()
{
    m_selected.clear();
    m_current.reset();
    const std::vector<int> rows = selectedRows();
    if (rows.size() <= MostRemembered) {
        for (const int row : rows)
            m_selected.push_back(m_model.message(row).number);
    }
    if (const QModelIndex index = m_table->currentIndex(); index.isValid())
        m_current = m_model.message(index.row()).number;
}

void MessagesPage::restoreSelection()
{
    QItemSelection selection;
    for (const quint64 number : m_selected) {
        if (const int row = m_model.rowOf(number); row >= 0)
            selection.select(
                m_model.index(row, 0), m_model.index(row, MessageModel::ColumnCount - 1));
    }
    QItemSelectionModel* model = m_table->selectionModel();
    if (const int row = m_current ? m_model.rowOf(*m_current) : -1; row >= 0) {
        model->setCurrentIndex(m_model.index(row, 0), QItemSelectionModel::NoUpdate);
    }
    model->select(selection, QItemSelectionModel::ClearAndSelect);
}

void MessagesPage::followSelection()
{
    if (m_applying)
        return;
    const QItemSelectionModel* selection = m_table->selectionModel();
    const QModelIndex index = selection->currentIndex();
    qsizetype count = 0;
    for (const QItemSelectionRange& range : selection->selection())
        count += range.height();
    if (count == 2) {
        const std::vector<int> rows = selectedRows();
        m_detail->compare(m_model.message(rows.front()), m_model.message(rows.back()));
    } else if (index.isValid() && selection->isRowSelected(index.row())) {
        m_detail->show(m_model.message(index.row()));
    }
    updateActions();
}

void MessagesPage::figuresChanged()
{
    for (const auto& shown : {m_detail->message(), m_detail->other()}) {
        if (!shown)
            continue;
        if (const MessageRecord* message = m_model.find(shown->number))
            m_detail->setFigures(message->figures);
    }
}

// -- what is said

void MessagesPage::showCounts()
{
    const auto text = [](quint64 n) { return format::count(double(n)); };
    m_count->setText(
        tr("kept %1, evicted %2, not shown %3")
            .arg(text(m_model.kept()), text(m_model.evicted()), text(m_model.notShown())));
    m_count->setToolTip(
        tr("Kept are at most %1 messages and %2; now %3. The oldest go first.")
            .arg(text(MessageLog::MostMessages), format::bytes(double(MessageLog::MostBytes)),
                format::bytes(double(m_model.bytes()))));
    m_clear->setEnabled(m_model.kept() > 0 || m_model.evicted() > 0 || m_model.rowCount() > 0);
    m_export->setEnabled(m_model.rowCount() > 0);
    updateEmptyState();
}

void MessagesPage::updateEmptyState()
{
    m_stack->setCurrentWidget(
        m_model.rowCount() == 0 ? static_cast<QWidget*>(m_empty) : static_cast<QWidget*>(m_table));
    if (m_model.rowCount() > 0)
        return;
    if (m_model.notShown() > 0 && !m_filter->text().isEmpty()) {
        m_empty->set(tr("No message matches the filter"),
            tr("%1 other(s) is/are kept.", nullptr, format::plural(double(m_model.notShown())))
                .arg(format::count(double(m_model.notShown()))),
            {}, tr("Clear filter"));
    } else if (m_model.notShown() > 0) {
        m_empty->set(tr("The rows are held"), tr("Messages came since; Resume shows them."));
    } else if (!m_hub.isListening()) {
        const QString error = m_hub.status().error;
        m_empty->set(tr("The hub is not listening"),
            error.isEmpty() ? tr("Start it to see what is published.") : error);
    } else {
        PublishRequest request;
        request.userIds = QStringList{u"42"_s};
        request.data = R"({"type":"like","postId":9001})";
        QStringList commands{
            curlPublish(m_hub.status(), request, !m_hub.options().publishToken.isEmpty())};
        const QString url = m_hub.status().broker.url;
        if (url.startsWith(u"redis://"_s) || url.startsWith(u"rediss://"_s))
            commands << redisCliPublish(url, m_hub.options().channelPrefix, request);
        m_empty->set(tr("Nothing was published yet"),
            tr("Whatever way a message comes, it is listed here. From a terminal:"), commands);
    }
}

QString MessagesPage::countText() const
{
    return m_count->text();
}

// -- export

bool MessagesPage::gather(std::vector<MessageRecord>& into)
{
    m_model.copyRows(int(into.size()), RowsAPart, into);
    return int(into.size()) < m_model.rowCount();
}

void MessagesPage::exportTo(const QString& path, MessagesFormat format)
{
    m_exporter.saveTo(path, format);
}

} // namespace fanlight
