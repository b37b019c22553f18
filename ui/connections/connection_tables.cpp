// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connection_tables.h"

#include "connections/connection_table.h"
#include "curl_line.h"
#include "format.h"
#include "hub/hub_port.h"
#include "widgets/content_columns.h"
#include "widgets/empty_state.h"
#include "widgets/flow_layout.h"
#include "widgets/segmented.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QScrollBar>
#include <QStackedWidget>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

const QString HeaderKey = u"connections/columns"_s;
const QString UserHeaderKey = u"connections/user-columns"_s;
const QString ShowClosedKey = u"connections/show-closed"_s;
const QString AllInstancesKey = u"connections/all-instances"_s;
const QString ViewKey = u"connections/view"_s;

// The longest usual value of each column: it must be seen in full. Longer ones widen it up to a
// number of characters (a UUID has 36). Types takes what is left.
struct Usual {
    QString value;
    int mostCharacters = 0;
};
const std::array<Usual, ConnectionColumnCount> UsualValues{{{u"c-zzzz"_s, 12}, {u"10000"_s, 36},
    {u"127.0.0.1:65535"_s, 47}, {u"all"_s, 10}, {u"00:00:00"_s, 14}, {u"999,999"_s, 12},
    {u"99.9 MiB"_s}, {u"256 KiB"_s}, {u"0.00 ms"_s}, {u"Mozilla/5.0 (X11; Linux x86_64)"_s},
    {u"1732449751000-99"_s, 24}, {u"workstation-12345"_s, 38}, {u"lifetime"_s}}};
// Stand in the detail pane.
constexpr std::array HiddenAtFirst{ConnectionColumn::Agent, ConnectionColumn::LastEventId,
    ConnectionColumn::Instance, ConnectionColumn::State};

const std::array<Usual, UserColumnCount> UsualUserValues{{{u"10000"_s, 36}, {u"10"_s, 8},
    {u"all"_s, 24}, {u"00:00:00"_s, 14}, {u"999,999"_s, 12}, {u"99.9 MiB"_s}, {u"256 KiB"_s},
    {u"999"_s, 8}, {u"lifetime"_s}, {u"Mozilla/5.0 (X11; Linux"_s}}};

} // namespace

ConnectionTables::ConnectionTables(const HubPort& hub, ConnectionsDesk& desk, const Theme& theme,
    UiState& state, TrafficLayer& traffic)
    : m_hub(hub)
    , m_desk(desk)
    , m_theme(theme)
    , m_state(state)
    , m_traffic(traffic)
    , m_viewChoice(new Segmented({tr("Streams"), tr("Users")}))
    , m_showClosed(new QCheckBox)
    , m_allInstances(new QCheckBox(tr("All instances")))
    , m_stack(new QStackedWidget)
    , m_table(new ConnectionTable(theme))
    , m_userTable(new ConnectionTable(theme, View::Users))
    , m_empty(new EmptyState(theme))
{
    makeStreams();
    makeUsers();
    makeTitleLine();
    connect(&hub, &HubPort::linkChanged, this, &ConnectionTables::updateEmptyState);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_userTable);
    m_stack->addWidget(m_empty);
    setAccessibleName(tr("Connections"));
    layout()->setContentsMargins(7, 7, 7, 7);
    layout()->setSpacing(3);
    body()->addWidget(m_stack, 1);
    setMinimumWidth(260);
    connect(&m_desk, &ConnectionsDesk::changed, this, &ConnectionTables::showRows);
    for (const ConnectionTable* table : {m_table, m_userTable}) {
        // Also of a table that has become larger.
        connect(table->verticalScrollBar(), &QScrollBar::valueChanged, this,
            &ConnectionTables::tellSeen);
        connect(table->verticalScrollBar(), &QScrollBar::rangeChanged, this,
            &ConnectionTables::tellSeen);
    }
    connect(m_empty, &EmptyState::actionRequested, this, [this] {
        showAllTraffic();
        Q_EMIT clearFilterRequested();
    });
    connect(m_empty, &EmptyState::secondActionRequested, this, &ConnectionTables::showClosed);
}

void ConnectionTables::makeTitleLine()
{
    m_viewChoice->setAccessibleName(tr("Streams or users"));
    auto* choices = new FlowLayout(8, 4);
    m_allInstances->setToolTip(
        tr("Streams of all instances behind the same Redis, the first %1 in their order. What is "
           "done to them, exported and copied whole is of this instance alone.")
            .arg(format::count(ConnectionWish::MostOfAll)));
    m_allInstances->hide();
    for (QWidget* choice :
        std::initializer_list<QWidget*>{m_viewChoice, m_showClosed, m_allInstances})
        choices->addWidget(choice);
    titleLine()->insertLayout(0, choices, 1);
    connect(&m_traffic, &TrafficLayer::changed, this, [this](Traffic traffic) {
        m_desk.setTraffic(traffic);
        updateEmptyState();
    });
    updateClosedText();
}

void ConnectionTables::updateClosedText()
{
    const auto closed = double(m_desk.closedCount());
    m_showClosed->setText(
        closed == 0 ? tr("Show closed") : tr("Show closed (%1)").arg(format::count(closed)));
}

void ConnectionTables::showClosed()
{
    m_showClosed->setChecked(true);
}

// Why they ended stands in a column of its own, which says nothing while all are open.
void ConnectionTables::setClosedShown(bool shown)
{
    m_state.setValue(ShowClosedKey, shown);
    m_desk.setClosedShown(shown);
    m_table->setColumnHidden(int(ConnectionColumn::State), !shown);
    Q_EMIT m_table->columnsChanged();
    updateEmptyState();
}

void ConnectionTables::setBehindRedis(bool behind)
{
    if (m_allInstances->property("behindRedis").toBool() == behind)
        return;
    m_allInstances->setProperty("behindRedis", behind);
    showInstances();
}

// Whose a stream is stands in a column of its own, which says nothing where all are of one.
void ConnectionTables::showInstances()
{
    const bool isOffered
        = m_allInstances->property("behindRedis").toBool() && m_desk.view() == View::Streams;
    const bool all = isOffered && m_allInstances->isChecked();
    m_allInstances->setVisible(isOffered);
    if (all != m_desk.showsAllInstances()) {
        m_desk.setAllInstances(all);
        m_table->setColumnHidden(int(ConnectionColumn::Instance), !all);
        Q_EMIT m_table->columnsChanged();
    }
    updateEmptyState();
}

void ConnectionTables::showAllTraffic()
{
    m_traffic.setCurrent(Traffic::All);
}

void ConnectionTables::makeStreams()
{
    m_table->setModel(&m_desk.streams());
    delete m_table->selectionModel();
    m_table->setSelectionModel(&m_desk.selection());
    m_table->setAccessibleName(tr("Connections"));
    QHeaderView* header = m_table->horizontalHeader();
    std::vector<ContentColumns::Column> columns;
    for (int i = 0; i < ConnectionColumnCount; ++i) {
        const auto column = ConnectionColumn(i);
        const bool isWords = column == ConnectionColumn::User || column == ConnectionColumn::Types
            || column == ConnectionColumn::Agent || column == ConnectionColumn::Instance
            || column == ConnectionColumn::State;
        const Usual& usual = UsualValues[std::size_t(i)];
        columns.push_back({usual.value,
            isWords                                 ? m_table->font()
                : ConnectionModel::isNumber(column) ? m_theme.tabular()
                                                    : m_theme.monospace(),
            usual.mostCharacters});
    }
    for (const ConnectionColumn column : HiddenAtFirst)
        header->setSectionHidden(int(column), true);
    header->setSortIndicator(int(ConnectionColumn::Id), Qt::AscendingOrder);
    m_columns = new ContentColumns(*m_table, std::move(columns), int(ConnectionColumn::Types));
    connect(m_table, &RowTable::columnsChanged, this, [this, header] {
        m_state.setValue(HeaderKey, header->saveState());
        tellColumns();
    });
    connect(m_table, &ConnectionTable::copyOfUnseenRequested, this, &ConnectionTables::copyUnseen);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &ConnectionTables::followSelection);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &ConnectionTables::followSelection);
}

void ConnectionTables::makeUsers()
{
    m_userTable->setModel(&m_desk.users());
    m_userTable->setAccessibleName(tr("Users"));
    QHeaderView* header = m_userTable->horizontalHeader();
    std::vector<ContentColumns::Column> columns;
    for (int i = 0; i < UserColumnCount; ++i) {
        const Usual& usual = UsualUserValues[std::size_t(i)];
        columns.push_back({usual.value,
            UserModel::isNumber(UserColumn(i)) ? m_theme.tabular() : m_userTable->font(),
            usual.mostCharacters});
    }
    header->setSortIndicator(int(UserColumn::User), Qt::AscendingOrder);
    m_userColumns = new ContentColumns(*m_userTable, std::move(columns), int(UserColumn::Agents));
    m_userTable->setToolTip(tr("Enter or a double click shows the streams of the user."));
    connect(m_userTable, &RowTable::columnsChanged, this,
        [this, header] { m_state.setValue(UserHeaderKey, header->saveState()); });
    connect(m_userTable, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
        if (const UserRow* const user = m_desk.users().rowAt(index.row()))
            Q_EMIT userOpened(user->userId);
    });
}

void ConnectionTables::restoreState()
{
    QHeaderView* header = m_table->horizontalHeader();
    QHeaderView* userHeader = m_userTable->horizontalHeader();
    m_columns->keepIn(m_state, HeaderKey);
    m_userColumns->keepIn(m_state, UserHeaderKey);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &ConnectionTables::sortChanged);
    connect(
        userHeader, &QHeaderView::sortIndicatorChanged, this, &ConnectionTables::userSortChanged);
    sortChanged();
    userSortChanged();
    tellColumns();
    m_showClosed->setChecked(m_state.value(ShowClosedKey, false).toBool());
    m_desk.setClosedShown(m_showClosed->isChecked());
    connect(m_showClosed, &QCheckBox::toggled, this, &ConnectionTables::setClosedShown);
    m_allInstances->setChecked(m_state.value(AllInstancesKey, false).toBool());
    connect(m_allInstances, &QCheckBox::toggled, this, [this](bool all) {
        m_state.setValue(AllInstancesKey, all);
        showInstances();
    });
    m_desk.setTraffic(m_traffic.current());
    m_viewChoice->setCurrent(m_state.value(ViewKey, 0).toInt());
    m_desk.setView(View(m_viewChoice->current()));
    connect(m_viewChoice, &Segmented::changed, this, [this](int view) {
        m_state.setValue(ViewKey, view);
        m_desk.setView(View(view));
        tellSeen();
        showInstances();
        Q_EMIT viewChanged();
    });
    updateEmptyState();
}

void ConnectionTables::setView(View view)
{
    m_viewChoice->setCurrent(int(view));
}

void ConnectionTables::setClosedToolTip(const QString& text)
{
    m_showClosed->setToolTip(text);
}

void ConnectionTables::sortChanged()
{
    const QHeaderView* header = m_table->horizontalHeader();
    const int section = header->sortIndicatorSection();
    if (section >= 0 && section < ConnectionColumnCount)
        m_desk.setSort({ConnectionColumn(section), header->sortIndicatorOrder()});
}

void ConnectionTables::userSortChanged()
{
    const QHeaderView* header = m_userTable->horizontalHeader();
    const int section = header->sortIndicatorSection();
    if (section >= 0 && section < UserColumnCount)
        m_desk.setUserSort({UserColumn(section), header->sortIndicatorOrder()});
}

void ConnectionTables::showRows()
{
    updateClosedText();
    if (m_desk.window().wish.group == View::Users)
        showUsers();
    else
        showStreams();
    updateEmptyState();
    tellSeen();
    Q_EMIT rowsChanged();
}

// Rows that came or went above what is seen do not move it.
void ConnectionTables::showStreams()
{
    const std::vector<quint64> seen = m_desk.keys(m_table->topRow(), m_table->bottomRow());
    const int top = m_table->verticalScrollBar()->value();
    const auto change = m_desk.showStreams(m_table->topRow(), m_table->bottomRow());
    if (change == ConnectionModel::Change::RowsOnly && top > 0)
        m_table->setTopRow(m_desk.topRowFor(seen).value_or(m_table->topRow()));
    else if (change == ConnectionModel::Change::Order)
        m_table->setTopRow(top);
}

void ConnectionTables::showUsers()
{
    const int top = m_userTable->verticalScrollBar()->value();
    const auto change = m_desk.showUsers(m_userTable->topRow(), m_userTable->bottomRow());
    if (change != UserModel::Change::Figures)
        m_userTable->setTopRow(top);
}

void ConnectionTables::tellSeen()
{
    const ConnectionTable& table = m_desk.view() == View::Users ? *m_userTable : *m_table;
    m_desk.setSeenRows(table.topRow(), table.bottomRow());
}

void ConnectionTables::tellColumns()
{
    quint32 seen = 0;
    for (int column = 0; column < ConnectionColumnCount; ++column) {
        if (!m_table->isColumnHidden(column))
            seen |= ConnectionWish::bit(ConnectionColumn(column));
    }
    m_desk.setColumns(seen);
}

void ConnectionTables::copyUnseen() const
{
    std::vector<int> columns;
    const QHeaderView& header = *m_table->horizontalHeader();
    for (int place = 0; place < header.count(); ++place) {
        if (const int column = header.logicalIndex(place); !header.isSectionHidden(column))
            columns.push_back(column);
    }
    m_desk.withSelectedText(
        columns, [](const QString& text) { QGuiApplication::clipboard()->setText(text); });
}

bool ConnectionTables::isAnythingKnown() const
{
    return m_hub.link().isUp() || m_desk.isKnown();
}

void ConnectionTables::updateEmptyState()
{
    const bool users = m_desk.view() == View::Users;
    if (m_desk.rowCount() > 0)
        return m_stack->setCurrentWidget(users ? m_userTable : m_table);
    m_stack->setCurrentWidget(m_empty);
    const bool closedHidden = !m_desk.showsClosed() && m_desk.closedCount() > 0;
    m_empty->setSecondAction(closedHidden ? tr("Show closed") : QString());
    if (!isAnythingKnown()) {
        m_empty->set(tr("Who is connected is not known"), tr("It is shown once the hub answers."));
    } else if (m_desk.traffic() != Traffic::All && !m_desk.isFiltered()) {
        m_empty->set(m_desk.traffic() == Traffic::Real ? tr("No real client is connected")
                                                       : tr("No test client is connected"),
            tr("Only these are looked at."), {}, tr("Show all clients"));
    } else if (m_desk.isFiltered() && m_desk.hasOthers()) {
        m_empty->set(
            users ? tr("No user matches the filter") : tr("No connection matches the filter"),
            closedHidden ? tr("Others are still there; those that have ended are not shown.")
                         : tr("All others are still there."),
            {}, tr("Clear filter"));
    } else if (!m_hub.isListening()) {
        const QString error = m_hub.status().error;
        m_empty->set(tr("The hub is not listening"),
            error.isEmpty() ? tr("Start it to see who connects.") : error);
    } else {
        m_empty->set(tr("Nobody is connected yet"), tr("Subscribe from a terminal:"),
            {curlSubscribe(m_hub.status(), u"42"_s, streamsNeedToken(m_hub.options()))});
    }
}

void ConnectionTables::followSelection()
{
    if (!m_desk.isShowing())
        Q_EMIT selectionChanged();
}

const ConnectionRow* ConnectionTables::currentStream() const
{
    const QItemSelectionModel* selection = m_table->selectionModel();
    const QModelIndex current = selection->currentIndex();
    return current.isValid() && selection->isRowSelected(current.row())
        ? m_desk.streams().rowAt(current.row())
        : nullptr;
}

} // namespace fanlight
