// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connections_page.h"

#include "connections/connection_detail.h"
#include "connections/connection_table.h"
#include "connections/connections_csv.h"
#include "curl_line.h"
#include "format.h"
#include "natural_order.h"
#include "widgets/card.h"
#include "widgets/empty_state.h"
#include "widgets/filter_edit.h"
#include "widgets/filter_line.h"
#include "widgets/saved_filters.h"
#include "widgets/segmented.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QInputDialog>
#include <QItemSelectionModel>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QScrollBar>
#include <QSet>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyle>
#include <QVBoxLayout>

#include <array>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace fanlight {

namespace {

constexpr auto RequestInterval = 1s;
constexpr std::size_t MostWithoutAsking = 10; // connections ended without a question
constexpr int MostSeconds = 24 * 3600; // a client can be told to stay away

const QString FilterKey = u"connections/filter"_s;
const QString SavedFiltersKey = u"connections/saved-filters"_s;
const QString HeaderKey = u"connections/columns"_s;
const QString UserHeaderKey = u"connections/user-columns"_s;
const QString SplitterKey = u"connections/splitter"_s;
const QString DetailsKey = u"connections/details"_s;
const QString ShowClosedKey = u"connections/show-closed"_s;
const QString ViewKey = u"connections/view"_s;

// The longest usual value of each column: it must be seen in full. Types takes what is left.
const std::array<QString, ConnectionColumnCount> UsualValues{u"c-zzzz"_s, u"10000"_s,
    u"127.0.0.1:65535"_s, u"all"_s, u"00:00:00"_s, u"999,999"_s, u"99.9 MiB"_s, u"256 KiB"_s,
    u"0.00 ms"_s, u"Mozilla/5.0 (X11; Linux x86_64)"_s, u"1732449751000-99"_s,
    u"workstation-12345"_s, u"lifetime"_s};
// Stand in the detail pane.
constexpr std::array HiddenAtFirst{ConnectionColumn::Agent, ConnectionColumn::LastEventId,
    ConnectionColumn::Instance, ConnectionColumn::State};

const std::array<QString, UserColumnCount> UsualUserValues{u"10000"_s, u"10"_s, u"all"_s,
    u"00:00:00"_s, u"999,999"_s, u"99.9 MiB"_s, u"256 KiB"_s, u"999"_s, u"lifetime"_s,
    u"Mozilla/5.0 (X11; Linux x86_64)"_s};

QString usersText(std::size_t n)
{
    return ConnectionsPage::tr("%1 user(s)", nullptr, format::plural(double(n)))
        .arg(format::count(double(n)));
}

QString connectionsText(std::size_t n)
{
    return ConnectionsPage::tr("%1 connection(s)", nullptr, format::plural(double(n)))
        .arg(format::count(double(n)));
}

void copy(const QString& text)
{
    QGuiApplication::clipboard()->setText(text);
}

qint64 now()
{
    return QDateTime::currentMSecsSinceEpoch();
}

// A filter that finds exactly this user's streams, as far as its id is written without “*” and “?”.
QString filterOfUser(QString userId)
{
    return userId.isEmpty() ? u"!user:?*"_s : QString(u"user:"_s + userId.replace(u' ', u'?'));
}

} // namespace

const std::vector<ConnectionsPage::Intent>& ConnectionsPage::intents()
{
    static const std::vector<Intent> all{
        {tr("Come back as usual"), -1},
        {tr("Come back after 1 s"), 1000},
        {tr("Come back after 5 s"), 5000},
        {tr("Come back after 30 s"), 30000},
        {tr("Don't come back"), Hub::NeverRetry},
        {tr("As if the network broke"), Hub::BreakOff},
    };
    return all;
}

ConnectionsPage::ConnectionsPage(Hub& hub, Theme& theme, UiState& state, QWidget* parent)
    : QWidget(parent)
    , m_hub(hub)
    , m_theme(theme)
    , m_state(state)
    , m_closedLog(hub.recordClosed())
    , m_filter(new FilterEdit(ConnectionFields::Names))
    , m_savedFilters(new SavedFilters(*m_filter, state, SavedFiltersKey))
    , m_count(new QLabel)
    , m_filterError(new QLabel)
    , m_pause(new QPushButton(tr("Pause updates")))
    , m_disconnect(new QPushButton(tr("Disconnect…")))
    , m_export(new QPushButton(tr("Export CSV…")))
    , m_details(new QPushButton(tr("Details")))
    , m_viewChoice(new Segmented({tr("Streams"), tr("Users")}))
    , m_showClosed(new QCheckBox(tr("Show closed")))
    , m_returnText(new QLabel)
    , m_splitter(new QSplitter(Qt::Horizontal))
    , m_stack(new QStackedWidget)
    , m_table(new ConnectionTable(theme))
    , m_userTable(new ConnectionTable(theme, View::Users))
    , m_empty(new EmptyState(theme))
    , m_detail(new ConnectionDetail(theme, state))
    , m_csv(
          tr("Export connections"), u"connections.csv"_s, [this] { return csvContent(); }, this)
{
    m_splitter->addWidget(makeTables());
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({850, 278});
    m_splitter->setCollapsible(0, false);
    m_detail->setMinimumWidth(220);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(makeToolLine());
    column->addWidget(makeReturnLine());
    column->addWidget(m_splitter, 1);

    m_nextRequest.setSingleShot(true);
    m_nextRequest.setInterval(RequestInterval);
    connect(&m_nextRequest, &QTimer::timeout, this, &ConnectionsPage::request);
    connect(&m_hub, &Hub::statusChanged, this, &ConnectionsPage::hubChanged);
    connect(&m_hub, &Hub::connectionWatched, m_detail, &ConnectionDetail::showWatched);
    connect(&m_arranger, &ConnectionArranger::arranged, this, &ConnectionsPage::showArrangement);
    connect(&m_arranger, &ConnectionArranger::usersArranged, this, &ConnectionsPage::showUsers);
    connect(m_empty, &EmptyState::actionRequested, this, [this] { setFilter({}); });
    connect(&m_csv, &TableExport::done, this, &ConnectionsPage::lastAction);
    connect(m_detail, &ConnectionDetail::sendToUser, this, &ConnectionsPage::sendToUser);
    connect(m_detail, &ConnectionDetail::disconnectRequested, this,
        [this](quint64 id, const QPoint& where) {
            QMenu* menu = makeDisconnectMenu(this, [id] { return std::vector{id}; });
            menu->setAttribute(Qt::WA_DeleteOnClose);
            menu->popup(where);
        });
    makeShortcuts();
    restoreState();
    updateCount();
    updateActions();
    updateEmptyState();
}

ConnectionsPage::~ConnectionsPage()
{
    if (m_watched != 0)
        m_hub.watchConnection(0);
}

QBoxLayout* ConnectionsPage::makeToolLine()
{
    m_filter->setPlaceholderText(tr("Filter: user:1* type:like age>10m"));
    m_filter->setAccessibleName(tr("Filter connections"));
    m_filter->setToolTip(ConnectionFilter::help());
    m_filter->setValues([this](const QString& field, const QString& prefix, int most) {
        return seenValues(field, prefix, most);
    });
    m_filterError->setWordWrap(true);
    m_pause->setCheckable(true);
    m_pause->setToolTip(tr("Keeps the rows that are shown now."));
    m_disconnect->setToolTip(tr("Ends the streams of the selected rows. The Delete key does so and "
                                "lets them come back as usual."));
    m_export->setToolTip(tr("Saves the shown rows in their order."));
    m_details->setCheckable(true);
    m_details->setToolTip(tr("Shows or hides what is known of the selected connection."));
    m_count->setToolTip(
        tr("Streams stay in the table for %1 s after their end, at most %2 of them.")
            .arg(ClosedRows::KeptFor.count())
            .arg(format::count(double(ClosedRows::Most))));

    QMenu* intentMenu = makeDisconnectMenu(m_disconnect, [this] { return selectedIds(); });
    connect(m_disconnect, &QPushButton::clicked, this, [this, intentMenu] {
        intentMenu->popup(m_disconnect->mapToGlobal(QPoint(0, m_disconnect->height())));
    });
    connect(m_filter, &QLineEdit::textChanged, this, &ConnectionsPage::filterEdited);
    connect(m_pause, &QPushButton::toggled, this, &ConnectionsPage::setPaused);
    connect(m_export, &QPushButton::clicked, &m_csv, &TableExport::askWhere);
    connect(m_details, &QPushButton::toggled, this, [this](bool on) {
        m_state.setValue(DetailsKey, on);
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
    connect(dismiss, &QPushButton::clicked, this, [this] {
        m_returns.stop();
        updateReturns();
    });
    return m_returnLine;
}

void ConnectionsPage::makeStreamTable()
{
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Connections"));
    QHeaderView* header = m_table->horizontalHeader();
    for (int i = 0; i < ConnectionColumnCount; ++i) {
        const auto column = ConnectionColumn(i);
        m_table->fitColumn(i, UsualValues[std::size_t(i)],
            ConnectionModel::isNumber(column) ? m_theme.tabular() : m_theme.monospace());
    }
    header->setSectionResizeMode(int(ConnectionColumn::Types), QHeaderView::Stretch);
    for (const ConnectionColumn column : HiddenAtFirst)
        header->setSectionHidden(int(column), true);
    header->setSortIndicator(int(ConnectionColumn::Id), Qt::AscendingOrder);
    connect(m_table, &QWidget::customContextMenuRequested, this, &ConnectionsPage::showTableMenu);
    connect(m_table, &RowTable::columnsChanged, this,
        [this, header] { m_state.setValue(HeaderKey, header->saveState()); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &ConnectionsPage::followSelection);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &ConnectionsPage::followSelection);
}

void ConnectionsPage::makeUserTable()
{
    m_userTable->setModel(&m_users);
    m_userTable->setAccessibleName(tr("Users"));
    QHeaderView* header = m_userTable->horizontalHeader();
    for (int i = 0; i < UserColumnCount; ++i)
        m_userTable->fitColumn(i, UsualUserValues[std::size_t(i)], m_theme.tabular());
    header->setSectionResizeMode(int(UserColumn::Types), QHeaderView::Stretch);
    header->setSectionResizeMode(int(UserColumn::Agents), QHeaderView::Stretch);
    header->setSortIndicator(int(UserColumn::User), Qt::AscendingOrder);
    m_userTable->setToolTip(tr("Enter or a double click shows the streams of the user."));
    connect(
        m_userTable, &QWidget::customContextMenuRequested, this, &ConnectionsPage::showUserMenu);
    connect(m_userTable, &RowTable::columnsChanged, this,
        [this, header] { m_state.setValue(UserHeaderKey, header->saveState()); });
    connect(m_userTable, &QAbstractItemView::activated, this, &ConnectionsPage::openUser);
}

QWidget* ConnectionsPage::makeTables()
{
    makeStreamTable();
    makeUserTable();
    m_viewChoice->setAccessibleName(tr("Streams or users"));
    m_showClosed->setToolTip(m_count->toolTip());
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_userTable);
    m_stack->addWidget(m_empty);
    auto* card = new Card;
    card->setAccessibleName(tr("Connections"));
    card->layout()->setContentsMargins(7, 7, 7, 7);
    card->layout()->setSpacing(3);
    card->titleLine()->insertWidget(0, m_viewChoice);
    card->titleLine()->insertWidget(1, m_showClosed);
    card->body()->addWidget(m_stack, 1);
    card->setMinimumWidth(260);
    return card;
}

void ConnectionsPage::makeShortcuts()
{
    addFindShortcut(*this, *m_filter);
    addClearShortcut(*m_filter);
    const auto end = new QShortcut(Qt::Key_Delete, m_table, nullptr, nullptr, Qt::WidgetShortcut);
    connect(end, &QShortcut::activated, this,
        [this] { confirmDisconnect(selectedIds(), intents().front()); });
}

void ConnectionsPage::restoreState()
{
    QHeaderView* header = m_table->horizontalHeader();
    QHeaderView* userHeader = m_userTable->horizontalHeader();
    m_state.track(HeaderKey, header);
    m_state.track(UserHeaderKey, userHeader);
    m_state.track(SplitterKey, m_splitter);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &ConnectionsPage::sortChanged);
    connect(
        userHeader, &QHeaderView::sortIndicatorChanged, this, &ConnectionsPage::userSortChanged);
    sortChanged();
    userSortChanged();
    m_details->setChecked(m_state.value(DetailsKey, true).toBool());
    m_showClosed->setChecked(m_state.value(ShowClosedKey, true).toBool());
    m_arranger.setClosedShown(m_showClosed->isChecked());
    connect(m_showClosed, &QCheckBox::toggled, this, [this](bool on) {
        m_state.setValue(ShowClosedKey, on);
        m_arranger.setClosedShown(on);
    });
    m_viewChoice->setCurrent(m_state.value(ViewKey, 0).toInt());
    connect(m_viewChoice, &Segmented::changed, this, [this](int view) {
        m_state.setValue(ViewKey, view);
        viewChanged();
    });
    viewChanged();
    m_filter->setText(m_state.value(FilterKey).toString());
}

// -- what comes from the hub

void ConnectionsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    updateWatch();
    request();
}

void ConnectionsPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_nextRequest.stop();
    updateWatch();
}

bool ConnectionsPage::wantsRequests() const
{
    return isVisible() && m_hub.isListening()
        && (!m_pause->isChecked() || m_returns.isWaiting(now()));
}

bool ConnectionsPage::wantsRoundTrip() const
{
    const bool isSeen = m_arranger.view() == View::Streams
        && !m_table->isColumnHidden(int(ConnectionColumn::RoundTrip));
    return isSeen || m_filtersRoundTrip;
}

void ConnectionsPage::request()
{
    if (m_requesting || !wantsRequests())
        return;
    m_nextRequest.stop();
    m_requesting = true;
    m_hub.requestConnections(wantsRoundTrip(),
        [page = QPointer(this), run = m_hubRun](const ConnectionSnapshotPtr& snapshot) {
            if (page && page->m_hubRun == run)
                page->answer(snapshot);
        });
}

void ConnectionsPage::answer(const ConnectionSnapshotPtr& snapshot)
{
    m_requesting = false;
    if (!wantsRequests())
        return;
    takeClosed(m_closedLog.since(m_closedRows.lastNumber(), ClosedRows::Most), snapshot->takenAtMs);
    if (m_pause->isChecked()) {
        m_returns.take(*snapshot, *m_closedRows.rows());
        updateReturns();
    } else {
        showSnapshot(snapshot);
    }
    m_nextRequest.start();
}

void ConnectionsPage::hubChanged()
{
    if (!m_hub.isListening()) {
        ++m_hubRun;
        m_requesting = false;
        m_closedRows.clear();
        if (!m_pause->isChecked())
            showSnapshot(std::make_shared<ConnectionSnapshot>());
    }
    updateWatch();
    updateEmptyState();
    request();
}

void ConnectionsPage::takeClosed(const std::vector<ClosedConnectionPtr>& closed, qint64 nowMs)
{
    m_closedRows.take(closed, nowMs);
}

void ConnectionsPage::showSnapshot(const ConnectionSnapshotPtr& snapshot)
{
    m_snapshot = snapshot;
    if (m_returns.isActive()) {
        m_returns.take(*snapshot, *m_closedRows.rows());
        updateReturns();
    }
    m_arranger.setSnapshot(snapshot, m_closedRows.rows());
}

void ConnectionsPage::setPaused(bool paused)
{
    m_pause->setChecked(paused);
    m_pause->setText(paused ? tr("Resume updates") : tr("Pause updates"));
    updateCount();
    request();
}

// -- what is shown

void ConnectionsPage::setFilter(const QString& text)
{
    m_filter->setText(text);
}

void ConnectionsPage::setView(View view)
{
    m_viewChoice->setCurrent(int(view));
}

void ConnectionsPage::viewChanged()
{
    const auto view = View(m_viewChoice->current());
    m_detail->setVisible(view == View::Streams && m_details->isChecked());
    m_details->setEnabled(view == View::Streams);
    if (view != m_arranger.view())
        m_arranger.setView(view);
    updateCount();
    updateActions();
    updateEmptyState();
    followSelection();
    updateWatch();
}

void ConnectionsPage::filterEdited(const QString& text)
{
    const ConnectionFilter filter = ConnectionFilter::parse(text);
    const QString error = filter.error();
    showFilterProblem(*m_filter, *m_filterError, error);
    if (!error.isEmpty())
        return;
    m_filtersRoundTrip = filter.asksForRoundTrip();
    m_state.setValue(FilterKey, text);
    m_arranger.setFilter(filter);
}

// Of the last snapshot, live and closed; looked for only while somebody types.
QStringList ConnectionsPage::seenValues(const QString& field, const QString& prefix, int most) const
{
    QSet<QString> found;
    const auto see = [&](const QString& value) {
        if (!value.isEmpty() && value.startsWith(prefix, Qt::CaseInsensitive))
            found.insert(value);
    };
    const auto look = [&](const ConnectionRow& row) {
        if (field == "user"_L1)
            see(row.userId);
        else if (field == "type"_L1 && row.types.isEmpty())
            see(u"all"_s);
        else if (field == "type"_L1)
            std::for_each(row.types.begin(), row.types.end(), see);
        else if (field == "address"_L1)
            see(row.address);
        else if (field == "agent"_L1)
            see(row.userAgent);
        else if (field == "event"_L1)
            see(row.lastEventId);
        else if (field == "id"_L1)
            see(connectionIdText(row.id));
        return found.size() < most;
    };
    const bool more = std::all_of(m_snapshot->rows.begin(), m_snapshot->rows.end(), look);
    const ClosedRowsPtr closed = m_closedRows.rows();
    if (more)
        std::all_of(closed->begin(), closed->end(),
            [&](const ConnectionRowPtr& row) { return look(*row); });
    QStringList values = found.values();
    std::sort(values.begin(), values.end(),
        [](const QString& a, const QString& b) { return compareNaturally(a, b) < 0; });
    return values;
}

void ConnectionsPage::sortChanged()
{
    const QHeaderView* header = m_table->horizontalHeader();
    const int section = header->sortIndicatorSection();
    if (section >= 0 && section < ConnectionColumnCount)
        m_arranger.setSort({ConnectionColumn(section), header->sortIndicatorOrder()});
}

void ConnectionsPage::userSortChanged()
{
    const QHeaderView* header = m_userTable->horizontalHeader();
    const int section = header->sortIndicatorSection();
    if (section >= 0 && section < UserColumnCount)
        m_arranger.setUserSort({UserColumn(section), header->sortIndicatorOrder()});
}

std::vector<quint64> ConnectionsPage::seenIds() const
{
    std::vector<quint64> ids;
    for (int row = m_table->topRow(); row >= 0 && row <= m_table->bottomRow(); ++row)
        ids.push_back(m_model.connection(row).id);
    return ids;
}

void ConnectionsPage::showArrangement(const ConnectionArrangement& arrangement)
{
    const std::vector<quint64> seen = seenIds();
    const int top = m_table->verticalScrollBar()->value();
    std::shared_ptr<const void> before = m_model.arrangement().rows;
    m_applying = true;
    const auto change = m_model.apply(arrangement, m_table->topRow(), m_table->bottomRow());
    m_applying = false;
    m_arranger.dispose(std::move(before));
    if (change == ConnectionModel::Change::RowsOnly && top > 0)
        keepScrollPosition(seen);
    else if (change == ConnectionModel::Change::Order)
        m_table->setTopRow(top);
    updateCount();
    updateActions();
    updateEmptyState();
    updateDetail();
}

void ConnectionsPage::showUsers(const UserArrangement& arrangement)
{
    const int top = m_userTable->verticalScrollBar()->value();
    std::shared_ptr<const void> before = m_users.arrangement().rows;
    const auto change = m_users.apply(arrangement, m_userTable->topRow(), m_userTable->bottomRow());
    m_arranger.dispose(std::move(before));
    if (change != UserModel::Change::Figures)
        m_userTable->setTopRow(top);
    updateCount();
    updateActions();
    updateEmptyState();
}

// Rows came or went above what is seen: the first row seen that is still there stays where it was.
void ConnectionsPage::keepScrollPosition(const std::vector<quint64>& seen)
{
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const int row = m_model.rowOf(seen[i]);
        if (row >= 0) {
            m_table->setTopRow(std::max(0, row - int(i)));
            return;
        }
    }
}

void ConnectionsPage::updateCount()
{
    QString text;
    const ConnectionSnapshot* snapshot = nullptr;
    if (m_arranger.view() == View::Users) {
        const auto& arrangement = m_users.arrangement();
        snapshot = arrangement.rows->snapshot.get();
        const std::size_t shown = arrangement.order.size();
        text = shown == arrangement.rows->total
            ? usersText(shown)
            : tr("%1 of %2").arg(format::count(double(shown)), usersText(arrangement.rows->total));
    } else {
        const auto& arrangement = m_model.arrangement();
        snapshot = arrangement.rows->snapshot.get();
        const auto closed = arrangement.rows->closedCount == 0
            ? 0
            : std::count_if(arrangement.order.begin(), arrangement.order.end(),
                [&](quint32 index) { return arrangement.rows->at(index).isClosed(); });
        const std::size_t shown = arrangement.order.size() - std::size_t(closed);
        // One that ended since the snapshot was taken counts as closed.
        const std::size_t live = arrangement.rows->rows.size() - arrangement.rows->closedCount;
        const std::size_t total = snapshot->total > snapshot->rows.size() ? snapshot->total : live;
        text = shown == total
            ? connectionsText(total)
            : tr("%1 of %2").arg(format::count(double(shown)), format::count(double(total)));
        if (closed > 0)
            text = tr("%1 · %2 closed", "connections").arg(text, format::count(double(closed)));
    }
    if (m_pause->isChecked() && snapshot->takenAtMs > 0)
        text = tr("%1, paused at %2", "how many, when")
                   .arg(text, format::clock(snapshot->takenAtMs, false));
    m_count->setText(text);
}

QString ConnectionsPage::countText() const
{
    return m_count->text();
}

void ConnectionsPage::updateActions()
{
    const bool users = m_arranger.view() == View::Users;
    m_export->setEnabled((users ? m_users.rowCount() : m_model.rowCount()) > 0);
    m_disconnect->setEnabled(!users && m_table->selectionModel()->hasSelection());
}

void ConnectionsPage::updateEmptyState()
{
    const bool users = m_arranger.view() == View::Users;
    if (users && m_users.rowCount() > 0)
        return m_stack->setCurrentWidget(m_userTable);
    if (!users && m_model.rowCount() > 0)
        return m_stack->setCurrentWidget(m_table);
    m_stack->setCurrentWidget(m_empty);
    const bool thereAreOthers
        = users ? m_users.arrangement().rows->total > 0 : !m_model.arrangement().rows->rows.empty();
    if (thereAreOthers) {
        m_empty->set(
            users ? tr("No user matches the filter") : tr("No connection matches the filter"),
            tr("All others are still there."), {}, tr("Clear filter"));
    } else if (!m_hub.isListening()) {
        const QString error = m_hub.status().error;
        m_empty->set(tr("The hub is not listening"),
            error.isEmpty() ? tr("Start it to see who connects.") : error);
    } else {
        m_empty->set(tr("Nobody is connected yet"), tr("Subscribe from a terminal:"),
            {curlSubscribe(m_hub.status(), u"42"_s)});
    }
}

void ConnectionsPage::updateReturns()
{
    m_returnLine->setVisible(m_returns.isActive());
    if (m_returns.isActive())
        m_returnText->setText(m_returns.text(now()));
}

void ConnectionsPage::watchReturns(const std::vector<ConnectionRow>& left, qint64 nowMs)
{
    m_returns.begin(left, nowMs);
    updateReturns();
}

// -- the detail pane

void ConnectionsPage::updateDetail()
{
    const auto id = m_detail->connectionId();
    if (!id || !m_detail->isVisible())
        return;
    const ConnectionRows& rows = *m_model.arrangement().rows;
    const ConnectionRow* row = rows.find(*id);
    // With closed streams hidden it may have ended all the same.
    const ClosedRowsPtr closed = m_closedRows.rows();
    if (!row) {
        const auto ended = std::find_if(closed->rbegin(), closed->rend(),
            [&id](const ConnectionRowPtr& one) { return one->id == *id; });
        row = ended == closed->rend() ? nullptr : ended->get();
    }
    if (row && row->connectedAtMs == m_detail->row()->connectedAtMs)
        m_detail->show(*row, rows.snapshot->takenAtMs, rows.snapshot->instance);
    else
        m_detail->markGone();
    updateEarlier();
    updateWatch();
}

void ConnectionsPage::updateEarlier()
{
    if (!m_detail->row() || m_earlierUpTo == m_closedRows.lastNumber())
        return;
    m_earlierUpTo = m_closedRows.lastNumber();
    const QString userId = m_detail->row()->userId;
    m_detail->showEarlier(userId.isEmpty() ? std::vector<ClosedConnectionPtr>()
                                           : m_closedLog.ofUser(userId, EarlierStreams::Most + 1));
}

// The hub looks closely at the one stream that is shown, while it is seen.
void ConnectionsPage::updateWatch()
{
    const bool wanted = isVisible() && m_detail->isVisible() && m_hub.isListening()
        && m_detail->row() && !m_detail->row()->isClosed();
    const quint64 id = wanted ? m_detail->row()->id : 0;
    if (id == m_watched)
        return;
    m_watched = id;
    m_hub.watchConnection(id);
}

void ConnectionsPage::showDetailOf(const ConnectionRow& row)
{
    const auto& shown = m_detail->row();
    const bool isOther = !shown || shown->id != row.id || shown->connectedAtMs != row.connectedAtMs;
    const ConnectionSnapshot& snapshot = *m_model.arrangement().rows->snapshot;
    m_detail->show(row, snapshot.takenAtMs, snapshot.instance);
    updateWatch();
    if (!isOther)
        return;
    m_earlierUpTo = ~quint64(0); // none of the numbers
    updateEarlier();
    if (!m_hub.isListening())
        return;
    const QString since = QString::number(row.connectedAtMs) + u"-0"_s;
    m_hub.requestReplay(row.userId, since,
        [page = QPointer(this), id = row.id, since = row.connectedAtMs](
            const ReplayPreview& history) {
            const auto* detail = page ? page->m_detail : nullptr;
            if (detail && detail->row() && detail->row()->id == id
                && detail->row()->connectedAtMs == since)
                page->m_detail->showHistory(history);
        });
}

void ConnectionsPage::followSelection()
{
    if (m_applying)
        return;
    updateActions();
    if (!m_detail->isVisibleTo(this))
        return;
    const QItemSelectionModel* selection = m_table->selectionModel();
    const QModelIndex current = selection->currentIndex();
    if (current.isValid() && selection->isRowSelected(current.row()))
        showDetailOf(m_model.connection(current.row()));
}

void ConnectionsPage::openUser(const QModelIndex& index)
{
    if (!index.isValid())
        return;
    const QString filter = filterOfUser(m_users.user(index.row()).userId);
    setView(View::Streams);
    setFilter(filter);
    m_table->setFocus();
}

// -- what is done to connections

std::vector<quint64> ConnectionsPage::selectedIds() const
{
    std::vector<quint64> ids;
    for (const QItemSelectionRange& range : m_table->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            if (const ConnectionRow& connection = m_model.connection(row); !connection.isClosed())
                ids.push_back(connection.id);
        }
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

QMenu* ConnectionsPage::makeDisconnectMenu(QWidget* parent, const Ids& ids)
{
    auto* menu = new QMenu(tr("Disconnect"), parent);
    for (const Intent& intent : intents()) {
        menu->addAction(
            intent.text, this, [this, ids, &intent] { confirmDisconnect(ids(), intent); });
        if (intent.retryMs == 30000)
            menu->addAction(tr("Come back after…"), this, [this, ids] { askAfterHowLong(ids); });
    }
    return menu;
}

void ConnectionsPage::askAfterHowLong(const Ids& ids)
{
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Disconnect"));
    dialog->setLabelText(tr("Come back after so many seconds:"));
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setIntRange(0, MostSeconds);
    dialog->setIntValue(10);
    connect(dialog, &QInputDialog::intValueSelected, this, [this, chosen = ids()](int seconds) {
        confirmDisconnect(
            chosen, {tr("Come back after %1 s").arg(seconds), qint64(seconds) * 1000});
    });
    dialog->open();
}

void ConnectionsPage::confirmDisconnect(const std::vector<quint64>& ids, const Intent& intent)
{
    if (ids.size() <= MostWithoutAsking) {
        disconnectNow(ids, intent);
        return;
    }
    auto* question = new QMessageBox(QMessageBox::Question, tr("Disconnect"),
        tr("Disconnect %1 connection(s)?", nullptr, format::plural(double(ids.size())))
            .arg(format::count(double(ids.size()))),
        QMessageBox::Cancel, this);
    question->setInformativeText(tr("%1.", "how they come back").arg(intent.text));
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* yes = question->addButton(tr("Disconnect"), QMessageBox::AcceptRole);
    connect(yes, &QPushButton::clicked, this, [this, ids, intent] { disconnectNow(ids, intent); });
    question->open();
}

void ConnectionsPage::disconnectNow(const std::vector<quint64>& ids, const Intent& intent)
{
    if (ids.empty())
        return;
    std::vector<ConnectionRow> left;
    for (const quint64 id : ids) {
        if (const ConnectionRow* row = m_model.arrangement().rows->find(id))
            left.push_back(*row);
    }
    m_hub.disconnectConnections(ids, intent.retryMs,
        [page = QPointer(this), left = std::move(left), at = now()](int found) {
            if (!page)
                return;
            Q_EMIT page->lastAction(tr("%1 disconnected").arg(format::count(found)));
            if (found > 0)
                page->watchReturns(left, at);
            page->request();
        });
}

void ConnectionsPage::showTableMenu(const QPoint& where)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid()) {
        const ConnectionRow row = m_model.connection(current.row());
        addCopyActions(*menu, row);
        QAction* send = menu->addAction(
            tr("Send to user"), this, [this, user = row.userId] { Q_EMIT sendToUser(user); });
        send->setEnabled(!row.userId.isEmpty());
        menu->addAction(tr("All streams of this user"), this,
            [this, user = row.userId] { setFilter(filterOfUser(user)); });
        menu->addMenu(makeDisconnectMenu(menu, [this] { return selectedIds(); }))
            ->setEnabled(m_table->selectionModel()->hasSelection());
        menu->addSeparator();
    }
    m_table->addSortMenu(*menu);
    m_table->addColumnMenu(*menu);
    menu->popup(m_table->viewport()->mapToGlobal(where));
}

void ConnectionsPage::showUserMenu(const QPoint& where)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (const QModelIndex current = m_userTable->currentIndex(); current.isValid()) {
        const QString userId = m_users.user(current.row()).userId;
        menu->addAction(tr("Show its streams\tEnter"), this,
            [this, current = QPersistentModelIndex(current)] { openUser(current); });
        menu->addAction(tr("Copy rows\tCtrl+C"), m_userTable, &RowTable::copySelection);
        menu->addAction(tr("Send to user"), this, [this, userId] { Q_EMIT sendToUser(userId); })
            ->setEnabled(!userId.isEmpty());
        menu->addSeparator();
    }
    m_userTable->addSortMenu(*menu);
    m_userTable->addColumnMenu(*menu);
    menu->popup(m_userTable->viewport()->mapToGlobal(where));
}

void ConnectionsPage::addCopyActions(QMenu& menu, const ConnectionRow& row)
{
    menu.addAction(tr("Copy rows\tCtrl+C"), m_table, &RowTable::copySelection);
    menu.addAction(tr("Copy id"), this, [id = row.id] { copy(connectionIdText(id)); });
    QAction* user = menu.addAction(tr("Copy user"), this, [user = row.userId] { copy(user); });
    user->setEnabled(!row.userId.isEmpty());
    menu.addAction(tr("Copy address"), this, [address = row.address] { copy(address); });
    menu.addAction(tr("Copy curl for this user"), this,
        [this, user = row.userId] { copy(curlSubscribe(m_hub.status(), user)); });
    menu.addSeparator();
}

// -- export

TableExport::Content ConnectionsPage::csvContent() const
{
    if (m_arranger.view() == View::Users) {
        const UserArrangement& shown = m_users.arrangement();
        return {[shown](QIODevice& device) { return writeUsersCsv(device, shown); },
            usersText(shown.order.size())};
    }
    const ConnectionArrangement& shown = m_model.arrangement();
    return {[shown](QIODevice& device) { return writeConnectionsCsv(device, shown); },
        connectionsText(shown.order.size())};
}

void ConnectionsPage::exportTo(const QString& path)
{
    m_csv.saveTo(path);
}

} // namespace fanlight
