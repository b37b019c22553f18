// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connection_tables.h"

#include "connections/connection_table.h"
#include "curl_line.h"
#include "hub/hub.h"
#include "widgets/empty_state.h"
#include "widgets/segmented.h"

#include <QCheckBox>
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

} // namespace

ConnectionTables::ConnectionTables(
    const Hub& hub, ConnectionsDesk& desk, const Theme& theme, UiState& state)
    : m_hub(hub)
    , m_desk(desk)
    , m_theme(theme)
    , m_state(state)
    , m_viewChoice(new Segmented({tr("Streams"), tr("Users")}))
    , m_showClosed(new QCheckBox(tr("Show closed")))
    , m_stack(new QStackedWidget)
    , m_table(new ConnectionTable(theme))
    , m_userTable(new ConnectionTable(theme, View::Users))
    , m_empty(new EmptyState(theme))
{
    makeStreams();
    makeUsers();
    m_viewChoice->setAccessibleName(tr("Streams or users"));
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_userTable);
    m_stack->addWidget(m_empty);
    setAccessibleName(tr("Connections"));
    layout()->setContentsMargins(7, 7, 7, 7);
    layout()->setSpacing(3);
    titleLine()->insertWidget(0, m_viewChoice);
    titleLine()->insertWidget(1, m_showClosed);
    body()->addWidget(m_stack, 1);
    setMinimumWidth(260);
    connect(&m_desk, &ConnectionsDesk::streamsArranged, this, &ConnectionTables::showStreams);
    connect(&m_desk, &ConnectionsDesk::usersArranged, this, &ConnectionTables::showUsers);
    connect(m_empty, &EmptyState::actionRequested, this, &ConnectionTables::clearFilterRequested);
}

void ConnectionTables::makeStreams()
{
    m_table->setModel(&m_desk.streams());
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
    connect(m_table, &RowTable::columnsChanged, this,
        [this, header] { m_state.setValue(HeaderKey, header->saveState()); });
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
    for (int i = 0; i < UserColumnCount; ++i)
        m_userTable->fitColumn(i, UsualUserValues[std::size_t(i)], m_theme.tabular());
    header->setSectionResizeMode(int(UserColumn::Types), QHeaderView::Stretch);
    header->setSectionResizeMode(int(UserColumn::Agents), QHeaderView::Stretch);
    header->setSortIndicator(int(UserColumn::User), Qt::AscendingOrder);
    m_userTable->setToolTip(tr("Enter or a double click shows the streams of the user."));
    connect(m_userTable, &RowTable::columnsChanged, this,
        [this, header] { m_state.setValue(UserHeaderKey, header->saveState()); });
    connect(m_userTable, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
        if (index.isValid())
            Q_EMIT userOpened(m_desk.users().user(index.row()).userId);
    });
}

void ConnectionTables::restoreState()
{
    QHeaderView* header = m_table->horizontalHeader();
    QHeaderView* userHeader = m_userTable->horizontalHeader();
    m_state.track(HeaderKey, header);
    m_state.track(UserHeaderKey, userHeader);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &ConnectionTables::sortChanged);
    connect(
        userHeader, &QHeaderView::sortIndicatorChanged, this, &ConnectionTables::userSortChanged);
    sortChanged();
    userSortChanged();
    m_showClosed->setChecked(m_state.value(ShowClosedKey, true).toBool());
    m_desk.setClosedShown(m_showClosed->isChecked());
    connect(m_showClosed, &QCheckBox::toggled, this, [this](bool on) {
        m_state.setValue(ShowClosedKey, on);
        m_desk.setClosedShown(on);
    });
    m_viewChoice->setCurrent(m_state.value(ViewKey, 0).toInt());
    m_desk.setView(View(m_viewChoice->current()));
    connect(m_viewChoice, &Segmented::changed, this, [this](int view) {
        m_state.setValue(ViewKey, view);
        m_desk.setView(View(view));
        updateEmptyState();
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

// Rows that came or went above what is seen do not move it.
void ConnectionTables::showStreams(const ConnectionArrangement& arrangement)
{
    const std::vector<quint64> seen = m_desk.ids(m_table->topRow(), m_table->bottomRow());
    const int top = m_table->verticalScrollBar()->value();
    const auto change = m_desk.show(arrangement, m_table->topRow(), m_table->bottomRow());
    if (change == ConnectionModel::Change::RowsOnly && top > 0)
        m_table->setTopRow(m_desk.topRowFor(seen).value_or(m_table->topRow()));
    else if (change == ConnectionModel::Change::Order)
        m_table->setTopRow(top);
    updateEmptyState();
    Q_EMIT rowsChanged();
}

void ConnectionTables::showUsers(const UserArrangement& arrangement)
{
    const int top = m_userTable->verticalScrollBar()->value();
    const auto change = m_desk.show(arrangement, m_userTable->topRow(), m_userTable->bottomRow());
    if (change != UserModel::Change::Figures)
        m_userTable->setTopRow(top);
    updateEmptyState();
    Q_EMIT rowsChanged();
}

void ConnectionTables::updateEmptyState()
{
    const bool users = m_desk.view() == View::Users;
    if (m_desk.rowCount() > 0)
        return m_stack->setCurrentWidget(users ? m_userTable : m_table);
    m_stack->setCurrentWidget(m_empty);
    if (m_desk.hasOthers()) {
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

void ConnectionTables::followSelection()
{
    if (!m_desk.isShowing())
        Q_EMIT selectionChanged();
}

std::vector<quint64> ConnectionTables::selectedIds() const
{
    return m_desk.openIds(m_table->selectionModel()->selection());
}

const ConnectionRow* ConnectionTables::currentStream() const
{
    const QItemSelectionModel* selection = m_table->selectionModel();
    const QModelIndex current = selection->currentIndex();
    return current.isValid() && selection->isRowSelected(current.row())
        ? &m_desk.streams().connection(current.row())
        : nullptr;
}

bool ConnectionTables::showsRoundTrip() const
{
    return m_desk.view() == View::Streams
        && !m_table->isColumnHidden(int(ConnectionColumn::RoundTrip));
}

} // namespace fanlight
