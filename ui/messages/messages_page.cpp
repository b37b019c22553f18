// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/messages_page.h"

#include "format.h"
#include "messages/field_chart.h"
#include "messages/filter_terms.h"
#include "messages/follow_view.h"
#include "messages/message_detail.h"
#include "messages/message_filter_help.h"
#include "messages/message_menus.h"
#include "messages/message_sides.h"
#include "messages/message_table.h"
#include "messages/message_tools.h"
#include "messages/messages_empty.h"
#include "messages/replay_dialog.h"
#include "messages/sides_width.h"
#include "messages/table_place.h"
#include "widgets/card.h"
#include "widgets/empty_state.h"
#include "widgets/filter_edit.h"
#include "widgets/filter_line.h"
#include "widgets/key_notes.h"
#include "widgets/undo_bar.h"

#include <QAction>
#include <QDate>
#include <QItemSelectionModel>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

constexpr int RowsAPart = 1024; // copied for an export, of one turn of the event loop

const QString FilterKey = u"messages/filter"_s;
const QString SplitterKey = u"messages/splitter-3"_s;
const QString SideSplitterKey = u"messages/side-splitter"_s;
const QString ChartKey = u"messages/chart"_s;
constexpr int WidthWithSides = 860; // of the page: room for types and channels

} // namespace

MessagesPage::MessagesPage(HubPort& hub, Theme& theme, UiState& state, QWidget* parent)
    : QWidget(parent)
    , m_hub(hub)
    , m_theme(theme)
    , m_state(state)
    , m_gate(hub)
    , m_model(theme)
    , m_feed(
          hub.recordMessages(), m_model,
          [this](const std::function<void()>& change) { m_place->keep(change); },
          [this] { return m_exporter.isGathering(); })
    , m_looks(theme, state, m_model)
    , m_actions(hub, [this] { return current(); })
    , m_tools(new MessageTools(state))
    , m_splitter(new QSplitter(Qt::Vertical))
    , m_compareRoom(*m_splitter)
    , m_stack(new QStackedWidget)
    , m_table(new MessageTable(theme, m_model, state))
    , m_empty(new EmptyState(theme))
    , m_sides(new MessageSides(theme))
    , m_chart(new FieldChart(theme, m_model))
    , m_sideSplitter(new QSplitter(Qt::Horizontal))
    , m_views(new QStackedWidget)
    , m_exporter([this](std::vector<MessageRecord>& into) { return gather(into); },
          state.percentiles(), this)
{
    addActions(m_actions.sends());
    addActions(m_actions.copies());
    addAction(m_actions.follow());
    m_detail = new MessageDetail(
        theme, state, QList{m_actions.follow()} + m_actions.sends(), m_actions.copies());
    m_detail->setTraces([&hub](quint64 number) { return hub.recordMessages().traceOf(number); });
    m_sideSplitter->addWidget(m_sides);
    m_sideSplitter->addWidget(makeTable());
    m_sideSplitter->setStretchFactor(1, 1);
    m_sideSplitter->setSizes({SidesWidth::Least, 900});
    m_sideSplitter->setCollapsible(1, false);
    m_splitter->addWidget(m_sideSplitter);
    m_splitter->addWidget(m_chart);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(2, 2);
    m_splitter->setSizes({440, 200, 260});
    m_splitter->setCollapsible(0, false);
    m_splitter->setCollapsible(1, false);
    m_detail->setMinimumHeight(120);

    auto* list = new QWidget;
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins({});
    column->setSpacing(12);
    column->addWidget(m_tools);
    column->addWidget(m_splitter, 1);
    m_views->addWidget(list);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(16, 16, 16, 16);
    whole->addWidget(m_views);
    m_undo = new UndoBar(this);

    makeMenus();
    connectParts();
    makeShortcuts();
    restoreState();
    showCounts();
    updateActions();
}

void MessagesPage::connectParts()
{
    connect(&m_feed, &MessageFeed::worked, this, &MessagesPage::showCounts);
    connect(&m_actions, &MessageActions::sendAgain, this, &MessagesPage::sendAgain);
    connect(&m_actions, &MessageActions::useAsTemplate, this, &MessagesPage::useAsTemplate);
    connect(&m_actions, &MessageActions::followRequested, this, &MessagesPage::followMessage);
    connect(m_table, &QAbstractItemView::doubleClicked, m_actions.follow(), &QAction::trigger);
    connect(&m_actions, &MessageActions::replayRequested, this, &MessagesPage::showReplay);
    connect(&m_actions, &MessageActions::lastAction, this, &MessagesPage::lastAction);
    connect(&m_hub, &HubPort::statusChanged, this, [this] {
        updateActions();
        updateEmptyState();
    });
    connect(&m_gate, &AbilityGate::changed, this, &MessagesPage::updateActions);
    connect(&m_model, &MessageModel::figuresChanged, this, &MessagesPage::figuresChanged);
    m_selection = std::make_unique<MessageSelection>(m_model, m_table->selectionModel());
    m_marks = std::make_unique<MarkActions>(*m_table, m_model, m_looks, *m_selection);
    connect(m_marks.get(), &MarkActions::told, this, &MessagesPage::lastAction);
    connect(m_empty, &EmptyState::actionRequested, this, [this] {
        if (m_cleared > 0 && m_feed.canUndoClear())
            m_undo->undo();
        else if (!m_tools->filter().text().isEmpty())
            setFilter({});
        else
            m_state.traffic().setCurrent(Traffic::All);
    });
    connect(m_undo, &UndoBar::dismissed, this, [this] {
        m_feed.letGo();
        updateEmptyState();
    });
    connect(&m_feed, &MessageFeed::came, this, [this](const auto& messages) {
        if (!messages.empty())
            m_cleared = 0;
        m_index.take(messages);
        m_sides->take(messages);
    });
    connect(&m_feed, &MessageFeed::changed, m_sides, &MessageSides::takeFigures);
    m_state.traffic().addPage(*this);
    connect(&m_state.traffic(), &TrafficLayer::changed, this,
        [this] { filterEdited(m_tools->filter().text()); });
    MessageFilterHelp::teach(m_tools->filter(), m_index, *m_sides);
    connect(&m_tools->filter(), &FilterEdit::filterChanged, this, &MessagesPage::filterEdited);
    connect(&m_tools->filter(), &FilterEdit::unfinishedChanged, this, &MessagesPage::showCounts);
    connect(m_tools, &MessageTools::paused, this, &MessagesPage::setPaused);
    connect(m_tools, &MessageTools::clearRequested, this, &MessagesPage::clear);
    connect(m_tools, &MessageTools::replayRequested, this, &MessagesPage::showReplay);
    connect(m_tools, &MessageTools::exportRequested, &m_exporter, &MessagesExport::askWhere);
    connect(m_sides, &MessageSides::filterRequested, this, &MessagesPage::setFilter);
    connect(m_chart, &FieldChart::closed, this, [this] { setChart({}); });
    connect(m_chart, &FieldChart::actionDone, this, &MessagesPage::lastAction);
    connect(m_detail, &MessageDetail::columnRequested, this,
        [this](const QString& path) { setField(path, true); });
    connect(m_detail, &MessageDetail::chartRequested, this, &MessagesPage::setChart);
    connect(m_detail, &MessageDetail::filterRequested, this,
        [this](const QString& path, const QString& value) {
            setFilter(toggledTerm(m_tools->filter().text(), u"data."_s + path, value));
        });
    connect(&m_model, &QAbstractItemModel::modelReset, &m_exporter, &MessagesExport::sourceChanged);
    connect(
        &m_model, &QAbstractItemModel::rowsRemoved, &m_exporter, &MessagesExport::sourceChanged);
    connect(&m_exporter, &MessagesExport::done, this, &MessagesPage::lastAction);
}

MessagesPage::~MessagesPage() = default;

// -- what can be done to a message

std::optional<MessageRecord> MessagesPage::current() const
{
    if (isFollowing())
        return m_follow->desk().followed().message;
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

bool MessagesPage::isFollowing() const
{
    return m_follow && m_views->currentWidget() == m_follow;
}

void MessagesPage::makeFollowView()
{
    if (!m_follow) {
        m_follow = new FollowView(
            m_hub, m_theme, m_state.percentiles(), m_actions.sends().first(1), m_actions.copies());
        m_views->addWidget(m_follow);
        connect(m_follow, &FollowView::back, this, &MessagesPage::endFollow);
        connect(m_follow, &FollowView::changed, this, &MessagesPage::updateActions);
    }
    m_views->setCurrentWidget(m_follow);
    m_follow->backButton()->setFocus();
}

void MessagesPage::follow(const QString& id)
{
    makeFollowView();
    m_follow->follow(id);
}

void MessagesPage::followMessage(const MessageRecord& message)
{
    makeFollowView();
    m_follow->follow(message);
}

void MessagesPage::endFollow()
{
    m_views->setCurrentIndex(0);
    m_table->setFocus();
    updateActions();
}

void MessagesPage::updateActions()
{
    m_actions.setSendsOffered(m_gate.isOffered(HubPort::Ability::Publish));
    m_actions.update(isFollowing() ? tr("The message is no longer kept.")
            : m_detail->other()    ? tr("Two messages are selected.")
                                   : tr("No message is selected."));
}

void MessagesPage::showTableMenu(const QPoint& where)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addAction(m_actions.follow());
    menu->addActions(m_actions.sends());
    menu->addSeparator();
    menu->addActions(m_actions.copies());
    menu->addAction(tr("Copy rows\tCtrl+C"), m_table, &RowTable::copySelection);
    menu->addSeparator();
    menu->addAction(m_actions.replay());
    menu->addSeparator();
    menu->addActions(m_marks->all());
    menu->addSeparator();
    m_table->addSortMenu(*menu);
    m_table->addColumnMenu(*menu);
    menu->popup(m_table->viewport()->mapToGlobal(where));
}

// -- the widgets

void MessagesPage::makeMenus()
{
    auto* columns = new QMenu(this);
    const ColumnsMenu columnsOf{*m_table, m_model, m_index,
        [this](const QString& path, bool on) { setField(path, on); },
        [this](const QString& path) { setChart(path); }, [this] { return m_chart->field(); }};
    connect(columns, &QMenu::aboutToShow, this, [columnsOf, columns] { columnsOf.fill(*columns); });
    m_tools->columns().setMenu(columns);
    auto* colours = new QMenu(this);
    const ColoursMenu coloursOf{m_theme, m_looks.rules(),
        [this] { return m_tools->filter().text(); },
        [this](const QString& text) { setFilter(text); },
        [this](const QString& problem) { Q_EMIT lastAction(problem); }};
    connect(colours, &QMenu::aboutToShow, this, [coloursOf, colours] { coloursOf.fill(*colours); });
    m_tools->colours().setMenu(colours);
}

void MessagesPage::setField(const QString& path, bool on)
{
    int column = 0;
    m_place->keep([&] {
        m_selection->keepOver([&] {
            if (on)
                column = m_table->addField(path);
            else
                m_table->removeField(path);
        });
    });
    if (column < 0)
        Q_EMIT lastAction(tr("there are %1 such columns already; remove one first")
                              .arg(format::count(double(MessageModel::MostFields))));
}

void MessagesPage::setChart(const QString& path)
{
    m_state.setValue(ChartKey, path);
    m_chart->setField(path);
}

QWidget* MessagesPage::makeTable()
{
    connect(m_table, &QWidget::customContextMenuRequested, this, &MessagesPage::showTableMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &MessagesPage::followSelection);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &MessagesPage::followSelection);

    m_place = std::make_unique<TablePlace>(*m_table, m_model);

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
    addFindShortcut(*this, m_tools->filter());
    addClearShortcut(m_tools->filter());
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
        const auto follow = new QShortcut(key, m_table, nullptr, nullptr, Qt::WidgetShortcut);
        explainKey(*follow, tr("Follow the notification"));
        connect(follow, &QShortcut::activated, m_actions.follow(), &QAction::trigger);
    }
    const auto replay = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_R), this);
    explainKey(*replay, tr("Replay from history"));
    connect(replay, &QShortcut::activated, this, &MessagesPage::showReplay);
}

void MessagesPage::restoreState()
{
    m_table->restore();
    connect(&m_model, &MessageModel::workToDo, this, [this] { m_place->orderAsked(); });
    m_state.track(SplitterKey, m_splitter);
    m_state.track(SideSplitterKey, m_sideSplitter);
    new SidesWidth(*m_sideSplitter, *m_sides, *m_table,
        !m_state.value(SideSplitterKey).toByteArray().isEmpty());
    m_chart->setField(m_state.value(ChartKey).toString());
    m_tools->filter().setText(m_state.value(FilterKey).toString());
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

void MessagesPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_sides->setVisible(width() >= WidthWithSides);
}

void MessagesPage::setPaused(bool paused)
{
    m_tools->setPaused(paused);
    m_feed.setPaused(paused);
}

void MessagesPage::clear()
{
    m_undo->dismiss();
    m_selection->forget();
    m_detail->clear();
    const quint64 cleared = m_feed.clear();
    m_cleared = cleared;
    m_sides->clear();
    if (cleared > 0)
        m_undo->offer(tr("Cleared %1 message(s).", nullptr, format::plural(double(cleared)))
                          .arg(format::count(double(cleared))),
            [this] { undoClear(); });
    showCounts();
    updateActions();
    Q_EMIT lastAction(tr("messages cleared"));
}

void MessagesPage::undoClear()
{
    m_sides->clear(); // it is told of all of them again
    const bool isBack = m_feed.undoClear();
    m_cleared = 0;
    showCounts();
    updateActions();
    Q_EMIT lastAction(isBack ? tr("messages are back")
                             : tr("too much came since: the cleared messages are gone"));
}

void MessagesPage::setFilter(const QString& text)
{
    m_tools->filter().setText(text);
}

void MessagesPage::filterEdited(const QString& text)
{
    const MessageFilter filter(text);
    const MessageFilter whole(withTraffic(text, m_state.traffic().current()));
    const QString error = filter.error().isEmpty() ? whole.error() : filter.error();
    m_tools->showProblem(error);
    if (!error.isEmpty())
        return;
    m_state.setValue(FilterKey, text);
    m_sides->setFilter(text);
    m_feed.setFilter(whole);
    // It is a filter, but perhaps not the one that was meant.
    m_tools->showHint(MessageFilterHelp::unknownFields(m_index, filter));
}

// -- what is selected

void MessagesPage::followSelection()
{
    if (m_place->isMoving())
        return;
    const bool isPair = m_selection->count() == 2;
    m_compareRoom.make(isPair);
    if (isPair) {
        std::vector<int> rows = m_selection->rows();
        if (m_model.numberAt(rows.front()) > m_model.numberAt(rows.back()))
            std::swap(rows.front(), rows.back());
        m_detail->compare(m_model.message(rows.front()), m_model.message(rows.back()));
        fetch(m_model.message(rows.front()));
        fetch(m_model.message(rows.back()));
    } else if (const int row = m_selection->currentRow(); row >= 0) {
        m_detail->show(m_model.message(row));
        fetch(m_model.message(row));
    }
    updateActions();
}

// The data of a hub elsewhere, once it is looked at.
void MessagesPage::fetch(const MessageRecord& message)
{
    if (!message.bytesElsewhere)
        return;
    m_detail->setElsewhere(tr("The data is being fetched from the hub…"));
    if (!m_fetching.insert(message.number).second)
        return;
    m_hub.requestMessage(message.number,
        [page = QPointer(this), number = message.number](
            const QString& error, const MessageRecord& whole, const MessageTrace&) {
            if (page)
                page->takeWhole(number, error, whole);
        });
}

void MessagesPage::takeWhole(quint64 number, const QString& error, const MessageRecord& whole)
{
    m_fetching.erase(number);
    const std::optional<MessageRecord> shown = m_detail->message();
    const std::optional<MessageRecord> other = m_detail->other();
    const bool isShown = shown && shown->number == number;
    const bool isOther = other && other->number == number;
    if (error.isEmpty())
        m_model.takeWhole(whole);
    if (!isShown && !isOther)
        return;
    if (!error.isEmpty())
        return m_detail->setElsewhere(error);
    if (other)
        m_detail->compare(isShown ? whole : *shown, isOther ? whole : *other);
    else
        m_detail->show(whole);
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
    m_tools->showCounts(m_model);
    m_model.setToday(QDate::currentDate());
    m_table->fitTimes();
    updateEmptyState();
}

void MessagesPage::updateEmptyState()
{
    m_stack->setCurrentWidget(
        m_model.rowCount() == 0 ? static_cast<QWidget*>(m_empty) : static_cast<QWidget*>(m_table));
    if (m_model.rowCount() > 0)
        return;
    showNoMessages(*m_empty,
        {m_model.notShown(), !m_tools->filter().text().isEmpty(),
            m_state.traffic().current() != Traffic::All, m_cleared, m_feed.canUndoClear()},
        m_hub);
}

QString MessagesPage::countText() const
{
    return m_tools->countText();
}

// -- export

bool MessagesPage::gather(std::vector<MessageRecord>& into)
{
    m_model.copyRows(int(into.size()), RowsAPart, into);
    return int(into.size()) < m_model.rowCount();
}

} // namespace fanlight
