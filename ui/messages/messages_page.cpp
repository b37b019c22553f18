// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/messages_page.h"

#include "curl_line.h"
#include "format.h"
#include "messages/message_detail.h"
#include "messages/replay_dialog.h"
#include "redis_line.h"
#include "widgets/card.h"
#include "widgets/empty_state.h"
#include "widgets/end_follower.h"
#include "widgets/filter_edit.h"
#include "widgets/filter_line.h"
#include "widgets/key_notes.h"
#include "widgets/row_table.h"
#include "widgets/saved_filters.h"

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

constexpr int LeastWidth = 80; // of a column: a user can be told from another
constexpr int RowsAPart = 1024; // copied for an export, of one turn of the event loop

const QString FilterKey = u"messages/filter"_s;
const QString SavedFiltersKey = u"messages/saved-filters"_s;
const QString HeaderKey = u"messages/header"_s;
const QString SplitterKey = u"messages/splitter"_s;

// The longest usual value of each column: it must be seen in full. Channel and type share what is
// left.
const std::array<QString, MessageModel::ColumnCount> UsualValues{u"00:00:00.000"_s, u"user 10000"_s,
    u"comment"_s, u"1732449751000-0"_s, u"999 KiB"_s, u"10,000"_s, u"99.9 ms"_s, u"99.9 ms"_s,
    u"window"_s};

} // namespace

MessagesPage::MessagesPage(Hub& hub, Theme& theme, UiState& state, QWidget* parent)
    : QWidget(parent)
    , m_hub(hub)
    , m_theme(theme)
    , m_state(state)
    , m_model(theme)
    , m_feed(
          hub.recordMessages(), m_model,
          [this](const std::function<void()>& change) { keepPlace(change); },
          [this] { return m_exporter.isGathering(); })
    , m_actions(hub, [this] { return current(); })
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
    addActions(m_actions.sends());
    addActions(m_actions.copies());
    m_detail = new MessageDetail(theme, state, m_actions.sends(), m_actions.copies());
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

    connect(&m_feed, &MessageFeed::worked, this, &MessagesPage::showCounts);
    connect(&m_actions, &MessageActions::sendAgain, this, &MessagesPage::sendAgain);
    connect(&m_actions, &MessageActions::useAsTemplate, this, &MessagesPage::useAsTemplate);
    connect(&m_actions, &MessageActions::replayRequested, this, &MessagesPage::showReplay);
    connect(&m_actions, &MessageActions::lastAction, this, &MessagesPage::lastAction);
    connect(&m_hub, &Hub::statusChanged, this, [this] {
        updateActions();
        updateEmptyState();
    });
    connect(&m_model, &MessageModel::figuresChanged, this, &MessagesPage::figuresChanged);
    m_selection = std::make_unique<MessageSelection>(m_model, m_table->selectionModel());
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

std::optional<MessageRecord> MessagesPage::current() const
{
    // What the pane shows: it stays though its row may be gone.
    return m_detail->other() ? std::nullopt : m_detail->message();
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
    m_actions.update(
        m_detail->other() ? tr("Two messages are selected.") : tr("No message is selected."));
    m_export->setEnabled(m_model.rowCount() > 0);
}

void MessagesPage::showTableMenu(const QPoint& where)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addActions(m_actions.sends());
    menu->addSeparator();
    menu->addActions(m_actions.copies());
    menu->addAction(tr("Copy rows\tCtrl+C"), m_table, &RowTable::copySelection);
    menu->addSeparator();
    menu->addAction(m_actions.replay());
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
    auto* replay = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_R), this);
    explainKey(*replay, tr("Replay from history"));
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
    m_feed.setSeen(true);
}

void MessagesPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_feed.setSeen(false);
}

void MessagesPage::pull()
{
    m_feed.pull();
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
    m_feed.setPaused(paused);
}

void MessagesPage::clear()
{
    m_selection->forget();
    m_detail->clear();
    m_feed.clear();
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
    m_feed.setFilter(filter);
}

// -- what is selected

void MessagesPage::followSelection()
{
    if (m_applying)
        return;
    if (m_selection->count() == 2) {
        const std::vector<int> rows = m_selection->rows();
        m_detail->compare(m_model.message(rows.front()), m_model.message(rows.back()));
    } else if (const int row = m_selection->currentRow(); row >= 0) {
        m_detail->show(m_model.message(row));
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
        tr("At most %1 messages and %2 are kept; now %3. The oldest go first.")
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
            tr("Every message is listed here, however it is published. From a terminal:"),
            commands);
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
