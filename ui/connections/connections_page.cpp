// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connections_page.h"

#include "connections/connection_detail.h"
#include "connections/connection_table.h"
#include "connections/connection_tables.h"
#include "connections/returns_text.h"
#include "curl_line.h"
#include "format.h"
#include "hub/close_look.h"
#include "hub/connection_filter.h"
#include "hub/return_watch.h"
#include "widgets/filter_edit.h"
#include "widgets/filter_line.h"
#include "widgets/key_notes.h"
#include "widgets/saved_filters.h"

#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

const QString FilterKey = u"connections/filter"_s;
const QString SavedFiltersKey = u"connections/saved-filters"_s;
const QString PageSplitterKey = u"connections/splitter"_s;
const QString DetailsKey = u"connections/details"_s;

void copy(const QString& text)
{
    QGuiApplication::clipboard()->setText(text);
}

} // namespace

ConnectionsPage::ConnectionsPage(HubPort& hub, Theme& theme, UiState& state, QWidget* parent)
    : QWidget(parent)
    , m_hub(hub)
    , m_theme(theme)
    , m_state(state)
    , m_traffic(state.traffic())
    , m_closedLog(hub.recordClosed())
    , m_gate(hub)
    , m_desk({{[&hub](const std::optional<ConnectionWish>& wish) { hub.watchConnections(wish); },
                  [&hub](bool withRoundTrip,
                      const std::function<void(const ConnectionSnapshotPtr&)>& done) {
                      if (hub.link().isUp()) // else nothing would come, or what is here already
                          hub.requestConnections(withRoundTrip, done);
                  }},
                 [&hub](const std::vector<quint64>& ids, qint64 retryMs,
                     const std::function<void(int)>& done) {
                     hub.disconnectConnections(ids, retryMs, done);
                 }},
          m_closedLog)
    , m_focus({[&hub](quint64 id) { hub.watchConnection(id); },
          [&hub](const QString& userId, const QString& since,
              const std::function<void(const ReplayPreview&)>& done) {
              hub.requestReplay(userId, since, done);
          },
          [this](const QString& userId) {
              return m_closedLog.ofUser(userId, EarlierStreams::Most + 1);
          }})
    , m_filter(new FilterEdit(ConnectionFields::Names))
    , m_savedFilters(new SavedFilters(*m_filter, state, SavedFiltersKey))
    , m_count(new QLabel)
    , m_filterError(new QLabel)
    , m_pause(new QPushButton(tr("Pause updates")))
    , m_disconnect(new QPushButton(tr("Disconnect…")))
    , m_export(new QPushButton(tr("Export connections…")))
    , m_details(new QPushButton(tr("Details")))
    , m_returnText(new QLabel)
    , m_splitter(new QSplitter(Qt::Horizontal))
    , m_tables(new ConnectionTables(hub, m_desk, theme, state, m_traffic))
    , m_detail(new ConnectionDetail(theme, state))
    , m_csv(
          tr("Export connections"), u"connections.csv"_s, [this] { return m_desk.csv(m_toExport); },
          this)
{
    m_splitter->addWidget(m_tables);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({850, 278});
    m_splitter->setCollapsible(0, false);
    m_detail->setMinimumWidth(std::max(220, m_detail->minimumSizeHint().width()));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(makeToolLine());
    column->addWidget(makeReturnLine());
    column->addWidget(m_splitter, 1);

    connectDesk();
    connect(&m_hub, &HubPort::statusChanged, this, &ConnectionsPage::hubChanged);
    connect(&m_hub, &HubPort::connectionsChanged, this, &ConnectionsPage::takeWindow);
    connect(&m_gate, &AbilityGate::changed, this, &ConnectionsPage::updateTexts);
    connect(&m_hub, &HubPort::connectionWatched, m_detail, &ConnectionDetail::showWatched);
    if (const auto* look = hub.findChild<CloseLook*>({}, Qt::FindDirectChildrenOnly))
        connect(look, &CloseLook::refused, m_detail, &ConnectionDetail::showNotWatched);
    connect(&m_focus, &ConnectionFocus::historyCame, m_detail, &ConnectionDetail::showHistory);
    connect(&m_focus, &ConnectionFocus::earlierCame, m_detail, &ConnectionDetail::showEarlier);
    connectTables();
    connect(&m_csv, &TableExport::done, this, &ConnectionsPage::lastAction);
    connect(&m_csv, &TableExport::done, this, [this] { m_toExport.reset(); });
    connect(m_detail, &ConnectionDetail::sendToUser, this, &ConnectionsPage::sendToUser);
    connect(m_detail, &ConnectionDetail::disconnectRequested, this,
        [this](quint64 id, const QPoint& where) {
            if (m_detail->row() && !m_detail->row()->instance.isEmpty())
                return tellOfOthers();
            auto* menu = new DisconnectMenu(
                *this, [id](const DisconnectMenu::Taken& taken) { taken({id}); }, deed(), this);
            menu->setAttribute(Qt::WA_DeleteOnClose);
            menu->popup(where);
        });
    m_traffic.addPage(*this);
    makeShortcuts();
    restoreState();
    updateTexts();
    if (hub.isListening())
        hubChanged();
    // What is shown is forgotten; statusChanged() follows.
    connect(&hub, &HubPort::startedOver, this, [this] { m_desk.feed().setListening(false); });
}

ConnectionsPage::~ConnectionsPage()
{
    // before the desk, whose models' end they would tell it of
    delete m_tables;
    delete m_detail;
}

void ConnectionsPage::connectDesk()
{
    connect(&m_desk.feed(), &ConnectionFeed::returnsChanged, this, &ConnectionsPage::updateReturns);
    connect(&m_desk, &ConnectionsDesk::disconnected, this,
        [this](int found) { Q_EMIT lastAction(tr("%1 disconnected").arg(format::count(found))); });
}

void ConnectionsPage::connectTables()
{
    connect(m_tables, &ConnectionTables::rowsChanged, this, [this] {
        updateTexts();
        if (m_desk.view() == View::Streams)
            updateDetail();
    });
    connect(m_tables, &ConnectionTables::viewChanged, this, &ConnectionsPage::viewChanged);
    connect(m_tables, &ConnectionTables::selectionChanged, this, &ConnectionsPage::followSelection);
    connect(m_tables, &ConnectionTables::userOpened, this, &ConnectionsPage::showUser);
    connect(m_tables, &ConnectionTables::clearFilterRequested, this, [this] { setFilter({}); });
    connect(m_tables->streams(), &QWidget::customContextMenuRequested, this,
        &ConnectionsPage::showTableMenu);
    connect(m_tables->users(), &QWidget::customContextMenuRequested, this,
        &ConnectionsPage::showUserMenu);
}

QBoxLayout* ConnectionsPage::makeToolLine()
{
    m_filter->setPlaceholderText(tr("Filter: user:1* type:like age>10m"));
    m_filter->setToolTip(m_filter->placeholderText());
    m_filter->setAccessibleName(tr("Filter connections"));
    m_filter->setMeanings(ConnectionsDesk::fieldMeanings(),
        tr("All terms must hold; * stands for any text.\n“!” before a term turns it round.\n"
           "A bare word is looked for in user, address, agent and id."));
    m_filter->setValues([this](const QString& field, const QString& prefix, int most) {
        return m_desk.seenValues(field, prefix, most);
    });
    connect(&m_desk, &ConnectionsDesk::valuesCame, m_filter, &FilterEdit::proposeAgain);
    m_filterError->setWordWrap(true);
    m_pause->setCheckable(true);
    m_pause->setToolTip(tr("Keeps the rows that are shown now."));
    m_disconnect->setToolTip(tr("Ends the streams of the selected rows. The Delete key does so and "
                                "lets them reconnect as usual."));
    m_export->setToolTip(tr("Saves the shown rows in their order."));
    m_details->setCheckable(true);
    m_details->setToolTip(
        tr("Shows what is known of the connection that is selected, beside the table."));
    m_count->setToolTip(
        tr("Streams stay in the table for %1 s after their end, at most %2 of them.")
            .arg(ClosedRows::KeptFor.count())
            .arg(format::count(double(ClosedRows::Most))));
    m_tables->setClosedToolTip(m_count->toolTip());

    auto* intents = new DisconnectMenu(*this, selectedIds(), deed(), m_disconnect);
    connect(m_disconnect, &QPushButton::clicked, this, [this, intents] {
        intents->popup(m_disconnect->mapToGlobal(QPoint(0, m_disconnect->height())));
    });
    connect(m_filter, &FilterEdit::filterChanged, this, &ConnectionsPage::filterEdited);
    connect(m_filter, &FilterEdit::unfinishedChanged, this, &ConnectionsPage::updateCount);
    connect(m_pause, &QPushButton::toggled, this, &ConnectionsPage::setPaused);
    connect(m_export, &QPushButton::clicked, this, &ConnectionsPage::askWhereToExport);
    connect(m_details, &QPushButton::toggled, this, [this](bool on) {
        m_state.setValue(DetailsKey, on);
        if (on && !m_detail->row() && m_desk.streams().rowCount() > 0)
            m_tables->streams()->selectRow(0); // else nothing would be seen of it
        viewChanged();
    });

    return makeFilterLine(*m_filter, m_savedFilters, *m_count, *m_filterError,
        {m_pause, m_disconnect, m_export, m_details});
}

QWidget* ConnectionsPage::makeReturnLine()
{
    m_returnLine = new QWidget;
    auto* dismiss = new QPushButton(tr("Dismiss"));
    setLook(*dismiss, "small");
    dismiss->setAccessibleName(tr("Dismiss who came back"));
    m_returnText->setAccessibleName(tr("Who came back"));
    m_returnText->setToolTip(tr("Back is a client when a stream of the same user, from the same "
                                "host and with the same user agent connects within %1 s.")
                                 .arg(ReturnWatch::Patience.count()));
    auto* line = new QHBoxLayout(m_returnLine);
    line->setContentsMargins({});
    line->addWidget(m_returnText);
    line->addWidget(dismiss);
    line->addStretch();
    m_returnLine->hide();
    connect(dismiss, &QPushButton::clicked, this, [this] { m_desk.feed().dismissReturns(); });
    return m_returnLine;
}

void ConnectionsPage::makeShortcuts()
{
    addFindShortcut(*this, *m_filter);
    addClearShortcut(*m_filter);
    auto* end
        = new QShortcut(Qt::Key_Delete, m_tables->streams(), nullptr, nullptr, Qt::WidgetShortcut);
    explainKey(*end, tr("Disconnect the selected streams"));
    m_gate.arm(HubPort::Ability::Disconnect, {end});
    connect(end, &QShortcut::activated, this, [this] {
        selectedIds()([this](const std::vector<quint64>& ids) {
            DisconnectMenu::confirm(*this, ids, DisconnectIntent::all().front(), deed());
        });
    });
}

void ConnectionsPage::restoreState()
{
    m_tables->restoreState();
    m_state.track(PageSplitterKey, m_splitter);
    m_details->setChecked(m_state.value(DetailsKey, true).toBool());
    viewChanged();
    m_filter->setText(m_state.value(FilterKey).toString());
}

// -- what comes from the hub

void ConnectionsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    updateWatch();
    m_desk.feed().setSeen(true);
}

void ConnectionsPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_desk.feed().setSeen(false);
    updateWatch();
}

void ConnectionsPage::hubChanged()
{
    m_tables->setBehindRedis(m_hub.isListening() && m_hub.status().broker.kind == "redis"_L1);
    m_desk.feed().setListening(m_hub.isListening());
    updateWatch();
    m_tables->updateEmptyState();
}

void ConnectionsPage::takeClosed(const std::vector<ClosedConnectionPtr>& closed, qint64 nowMs)
{
    m_desk.feed().takeClosed(closed, nowMs);
}

void ConnectionsPage::showSnapshot(const ConnectionSnapshotPtr& snapshot)
{
    m_desk.feed().show(snapshot);
}

void ConnectionsPage::takeWindow(const ConnectionWindowPtr& window)
{
    m_desk.feed().take(window);
}

void ConnectionsPage::setPaused(bool paused)
{
    m_pause->setChecked(paused);
    m_pause->setText(paused ? tr("Resume updates") : tr("Pause updates"));
    m_desk.feed().setPaused(paused);
    updateCount();
}

// -- what is shown

void ConnectionsPage::setFilter(const QString& text)
{
    m_filter->setText(text);
}

void ConnectionsPage::setView(View view)
{
    m_tables->setView(view);
}

void ConnectionsPage::viewChanged()
{
    m_details->setEnabled(m_desk.view() == View::Streams);
    updateDetailShown();
    updateTexts();
    followSelection();
    updateWatch();
}

// It takes no room from the table before there is something in it.
void ConnectionsPage::updateDetailShown()
{
    m_detail->setVisible(m_desk.view() == View::Streams && m_details->isChecked()
        && (m_detail->row() || m_tables->currentStream()));
}

void ConnectionsPage::filterEdited(const QString& text)
{
    const QString error = m_desk.setFilter(text);
    showFilterProblem(*m_filter, *m_filterError, error);
    if (error.isEmpty())
        m_state.setValue(FilterKey, text);
}

void ConnectionsPage::updateTexts()
{
    updateCount();
    updateActions();
}

void ConnectionsPage::updateCount()
{
    const QString term = m_filter->unfinishedTerm();
    const QString count = m_tables->isAnythingKnown() ? m_desk.countText() : format::Dash;
    m_count->setText(term.isEmpty() ? count : tr("%1, “%2” is unfinished").arg(count, term));
    m_filter->setAccessibleDescription(term.isEmpty()
            ? m_filterError->text()
            : tr("The rows are those of before. Enter looks for “%1” as it is.").arg(term));
}

ConnectionTable* ConnectionsPage::streamTable() const
{
    return m_tables->streams();
}

ConnectionTable* ConnectionsPage::userTable() const
{
    return m_tables->users();
}

QString ConnectionsPage::countText() const
{
    return m_count->text();
}

void ConnectionsPage::updateActions()
{
    m_export->setEnabled(m_desk.rowCount() > 0);
    m_disconnect->setVisible(m_gate.isOffered(HubPort::Ability::Disconnect));
    m_disconnect->setEnabled(m_gate.isOpen(HubPort::Ability::Disconnect)
        && m_desk.view() == View::Streams && !m_desk.selection().isEmpty());
    m_detail->setOffers(m_gate.isOffered(HubPort::Ability::Publish),
        m_gate.isOffered(HubPort::Ability::Disconnect),
        m_gate.isOpen(HubPort::Ability::Disconnect));
}

void ConnectionsPage::updateReturns()
{
    const QString text = returnsText(m_desk.feed().returns());
    m_returnLine->setVisible(!text.isEmpty());
    m_returnText->setText(text);
}

// -- the detail pane

void ConnectionsPage::updateDetail()
{
    if (!m_detail->row() || !m_detail->isVisible())
        return;
    const ConnectionWindow& window = m_desk.window();
    const ConnectionKey key = keyOf(*m_detail->row());
    if (window.wish.lookedAt != key)
        return m_desk.lookAt(key); // the next one tells
    if (const ConnectionRow* const row = m_desk.lookedAt(key))
        m_detail->show(
            *row, window.takenAtMs, row->instance.isEmpty() ? window.instance : row->instance);
    else
        m_detail->markGone();
    m_focus.askForEarlier(*m_detail->row(), m_desk.feed().lastClosed());
    updateWatch();
}

void ConnectionsPage::updateWatch()
{
    const bool isOwn = m_detail->row() && m_detail->row()->instance.isEmpty();
    m_focus.watch(
        m_detail->row(), isOwn && isVisible() && m_detail->isVisible() && m_hub.isListening());
}

void ConnectionsPage::showDetailOf(const ConnectionRow& row)
{
    m_detail->show(row, m_desk.window().takenAtMs,
        row.instance.isEmpty() ? m_desk.window().instance : row.instance);
    m_desk.lookAt(keyOf(row));
    updateWatch();
    m_focus.ask(row, m_desk.feed().lastClosed(), m_hub.isListening());
}

void ConnectionsPage::followSelection()
{
    updateActions();
    updateDetailShown();
    if (!m_detail->isVisibleTo(this))
        return;
    if (const ConnectionRow* current = m_tables->currentStream())
        showDetailOf(ConnectionRow(*current)); // another window may come meanwhile
}

void ConnectionsPage::showUser(const QString& userId)
{
    setView(View::Streams);
    m_traffic.setCurrent(Traffic::All);
    setFilter(ConnectionFilter::ofUser(userId));
    m_tables->streams()->setFocus();
}

void ConnectionsPage::showConnection(const QString& connectionId)
{
    setView(View::Streams);
    m_traffic.setCurrent(Traffic::All);
    m_tables->showClosed(); // who asks for one by name wants it also where it has ended
    setFilter(u"id:"_s + connectionId);
    m_tables->streams()->setFocus();
}

// -- what is done to connections

DisconnectMenu::Deed ConnectionsPage::deed()
{
    // The hub may have gone, or said no, since it was asked for.
    return {[this](const std::vector<quint64>& ids, const DisconnectIntent& intent) {
                const QString why = m_gate.blocked(HubPort::Ability::Disconnect);
                if (why.isEmpty())
                    m_desk.disconnectStreams(ids, intent);
                else
                    Q_EMIT lastAction(tr("not disconnected: %1").arg(why));
            },
        &m_caution};
}

DisconnectMenu::Ids ConnectionsPage::selectedIds()
{
    return [this](const DisconnectMenu::Taken& taken) {
        m_desk.withSelectedIds([this, taken](const std::vector<quint64>& ids) {
            if (ids.empty() && m_desk.showsAllInstances())
                return tellOfOthers();
            taken(ids);
        });
    };
}

void ConnectionsPage::tellOfOthers()
{
    Q_EMIT lastAction(tr("Streams of another instance are ended in its own window"));
}

void ConnectionsPage::showTableMenu(const QPoint& where)
{
    ConnectionTable* table = m_tables->streams();
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (const ConnectionRow* current = m_desk.streams().rowAt(table->currentIndex().row())) {
        const ConnectionRow row = *current;
        addCopyActions(*menu, row);
        addSendAction(*menu, row.userId);
        menu->addAction(tr("All streams of this user"), this,
            [this, user = row.userId] { setFilter(ConnectionFilter::ofUser(user)); });
        if (m_gate.isOffered(HubPort::Ability::Disconnect))
            menu->addMenu(new DisconnectMenu(*this, selectedIds(), deed(), menu))
                ->setEnabled(m_disconnect->isEnabled());
        menu->addSeparator();
    }
    table->addSortMenu(*menu);
    table->addColumnMenu(*menu);
    menu->popup(table->viewport()->mapToGlobal(where));
}

void ConnectionsPage::showUserMenu(const QPoint& where)
{
    ConnectionTable* table = m_tables->users();
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (const UserRow* current = m_desk.users().rowAt(table->currentIndex().row())) {
        const QString userId = current->userId;
        menu->addAction(tr("Show its streams\tEnter"), this, [this, userId] { showUser(userId); });
        menu->addAction(tr("Copy rows\tCtrl+C"), table, &RowTable::copySelection);
        addSendAction(*menu, userId);
        menu->addSeparator();
    }
    table->addSortMenu(*menu);
    table->addColumnMenu(*menu);
    menu->popup(table->viewport()->mapToGlobal(where));
}

void ConnectionsPage::addSendAction(QMenu& menu, const QString& userId)
{
    if (m_gate.isOffered(HubPort::Ability::Publish))
        menu.addAction(tr("Send to user"), this, [this, userId] { Q_EMIT sendToUser(userId); })
            ->setEnabled(!userId.isEmpty());
}

void ConnectionsPage::addCopyActions(QMenu& menu, const ConnectionRow& row)
{
    menu.addAction(tr("Copy rows\tCtrl+C"), m_tables->streams(), &RowTable::copySelection);
    menu.addAction(tr("Copy id"), this, [id = row.id] { copy(connectionIdText(id)); });
    QAction* user = menu.addAction(tr("Copy user"), this, [user = row.userId] { copy(user); });
    user->setEnabled(!row.userId.isEmpty());
    menu.addAction(tr("Copy address"), this, [address = row.address] { copy(address); });
    menu.addAction(tr("Copy curl for this user"), this, [this, user = row.userId] {
        copy(curlSubscribe(m_hub.status(), user, streamsNeedToken(m_hub.options())));
    });
    menu.addSeparator();
}

// -- export

void ConnectionsPage::askWhereToExport()
{
    m_desk.withAll([this](const AllConnectionsPtr& all) {
        m_toExport = all;
        m_csv.askWhere();
    });
}

void ConnectionsPage::exportTo(const QString& path)
{
    m_desk.withAll([this, path](const AllConnectionsPtr& all) {
        m_toExport = all;
        m_csv.saveTo(path);
    });
}

} // namespace fanlight
