// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connections_page.h"

#include "connections/connection_detail.h"
#include "connections/connection_table.h"
#include "connections/connections_csv.h"
#include "curl_line.h"
#include "format.h"
#include "widgets/card.h"
#include "widgets/empty_state.h"
#include "widgets/filter_line.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QScrollBar>
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

const QString FilterKey = u"connections/filter"_s;
const QString HeaderKey = u"connections/header"_s;
const QString SplitterKey = u"connections/splitter"_s;
const QString DetailsKey = u"connections/details"_s;

// The longest usual value of each column: it must be seen in full. Types takes what is left.
const std::array<QString, ConnectionColumnCount> UsualValues {u"c-zzzz"_s, u"10000"_s,
    u"127.0.0.1:65535"_s, u"all"_s, u"00:00:00"_s, u"999,999"_s, u"99.9 MiB"_s, u"256 KiB"_s, u"0.00 ms"_s,
    u"Mozilla/5.0 (X11; Linux x86_64)"_s};

QString counted(std::size_t n, const QString& what)
{
    return format::count(double(n)) + u' ' + what + (n == 1 ? QString() : u"s"_s);
}

void copy(const QString& text)
{
    QGuiApplication::clipboard()->setText(text);
}

} // namespace

const std::vector<ConnectionsPage::Intent>& ConnectionsPage::intents()
{
    static const std::vector<Intent> all {
        {u"Let come back at once"_s, 0},
        {u"Come back after 10 s"_s, 10000},
        {u"Don't come back"_s, Hub::NeverRetry},
    };
    return all;
}

ConnectionsPage::ConnectionsPage(Hub& hub, Theme& theme, UiState& state, QWidget* parent)
    : QWidget(parent)
    , m_hub(hub)
    , m_theme(theme)
    , m_state(state)
    , m_filter(new QLineEdit)
    , m_count(new QLabel)
    , m_filterError(new QLabel)
    , m_pause(new QPushButton(u"Pause updates"_s))
    , m_disconnect(new QPushButton(u"Disconnect…"_s))
    , m_export(new QPushButton(u"Export CSV…"_s))
    , m_details(new QPushButton(u"Details"_s))
    , m_splitter(new QSplitter(Qt::Horizontal))
    , m_stack(new QStackedWidget)
    , m_table(new ConnectionTable(theme))
    , m_empty(new EmptyState(theme))
    , m_detail(new ConnectionDetail(theme))
    , m_csv(u"Export connections"_s, u"connections.csv"_s, [this] { return csvContent(); }, this)
{
    m_splitter->addWidget(makeTable());
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({830, 298});
    m_splitter->setCollapsible(0, false);
    m_detail->setMinimumWidth(220);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(makeToolLine());
    column->addWidget(m_splitter, 1);

    m_nextRequest.setSingleShot(true);
    m_nextRequest.setInterval(RequestInterval);
    connect(&m_nextRequest, &QTimer::timeout, this, &ConnectionsPage::request);
    connect(&m_hub, &Hub::statusChanged, this, &ConnectionsPage::hubChanged);
    connect(&m_arranger, &ConnectionArranger::arranged, this, &ConnectionsPage::showArrangement);
    connect(m_empty, &EmptyState::actionRequested, this, [this] { setFilter({}); });
    connect(&m_csv, &TableExport::done, this, &ConnectionsPage::lastAction);
    connect(m_detail, &ConnectionDetail::sendToUser, this, &ConnectionsPage::sendToUser);
    connect(m_detail, &ConnectionDetail::disconnectRequested, this,
        [this](quint64 id, const QPoint& where) {
            QMenu* menu = makeDisconnectMenu(this, [id] { return std::vector {id}; });
            menu->setAttribute(Qt::WA_DeleteOnClose);
            menu->popup(where);
        });
    makeShortcuts();
    restoreState();
    updateCount();
    updateActions();
    updateEmptyState();
}

ConnectionsPage::~ConnectionsPage() = default;

QBoxLayout* ConnectionsPage::makeToolLine()
{
    m_filter->setPlaceholderText(u"Filter: user:1* type:like age>10m"_s);
    m_filter->setAccessibleName(u"Filter connections"_s);
    m_filter->setToolTip(ConnectionFilter::help());
    m_pause->setCheckable(true);
    m_pause->setToolTip(u"Keeps the rows that are shown now."_s);
    m_disconnect->setToolTip(
        u"Ends the streams of the selected rows. The Delete key does so and lets them come back at once."_s);
    m_export->setToolTip(u"Saves the shown rows in their order."_s);
    m_details->setCheckable(true);
    m_details->setToolTip(u"Shows or hides what is known of the selected connection."_s);

    QMenu* intentMenu = makeDisconnectMenu(m_disconnect, [this] { return selectedIds(); });
    connect(m_disconnect, &QPushButton::clicked, this, [this, intentMenu] {
        intentMenu->popup(m_disconnect->mapToGlobal(QPoint(0, m_disconnect->height())));
    });
    connect(m_filter, &QLineEdit::textChanged, this, &ConnectionsPage::filterEdited);
    connect(m_pause, &QPushButton::toggled, this, &ConnectionsPage::setPaused);
    connect(m_export, &QPushButton::clicked, &m_csv, &TableExport::askWhere);
    connect(m_details, &QPushButton::toggled, this, [this](bool on) {
        m_detail->setVisible(on);
        m_state.setValue(DetailsKey, on);
    });

    return makeFilterLine(*m_filter, *m_count, *m_filterError, {m_pause, m_disconnect, m_export, m_details});
}

QWidget* ConnectionsPage::makeTable()
{
    m_table->setModel(&m_model);
    m_table->setAccessibleName(u"Connections"_s);
    QHeaderView* header = m_table->horizontalHeader();
    for (int i = 0; i < ConnectionColumnCount; ++i) {
        const auto column = ConnectionColumn(i);
        m_table->fitColumn(i, UsualValues[std::size_t(i)],
            ConnectionModel::isNumber(column) ? m_theme.tabular() : m_theme.monospace());
    }
    header->setSectionResizeMode(int(ConnectionColumn::Types), QHeaderView::Stretch);
    header->setSectionHidden(int(ConnectionColumn::Agent), true); // stands in the detail pane
    header->setSortIndicator(int(ConnectionColumn::Id), Qt::AscendingOrder);
    connect(m_table, &QWidget::customContextMenuRequested, this, &ConnectionsPage::showTableMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &ConnectionsPage::followSelection);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &ConnectionsPage::followSelection);

    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    auto* card = new Card;
    card->setAccessibleName(u"Connections"_s);
    card->layout()->setContentsMargins(7, 3, 7, 7);
    card->layout()->setSpacing(0);
    card->body()->addWidget(m_stack, 1);
    card->setMinimumWidth(260);
    return card;
}

void ConnectionsPage::makeShortcuts()
{
    const auto find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, this, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    const auto clear = new QShortcut(Qt::Key_Escape, m_filter, nullptr, nullptr, Qt::WidgetShortcut);
    connect(clear, &QShortcut::activated, m_filter, &QLineEdit::clear);
    const auto end = new QShortcut(Qt::Key_Delete, m_table, nullptr, nullptr, Qt::WidgetShortcut);
    connect(end, &QShortcut::activated, this,
        [this] { confirmDisconnect(selectedIds(), intents().front()); });
}

void ConnectionsPage::restoreState()
{
    QHeaderView* header = m_table->horizontalHeader();
    m_state.track(HeaderKey, header);
    m_state.track(SplitterKey, m_splitter);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &ConnectionsPage::sortChanged);
    sortChanged();
    const bool details = m_state.value(DetailsKey, true).toBool();
    m_details->setChecked(details);
    m_detail->setVisible(details);
    m_filter->setText(m_state.value(FilterKey).toString());
}

// -- what comes from the hub

void ConnectionsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    request();
}

void ConnectionsPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_nextRequest.stop();
}

bool ConnectionsPage::wantsRequests() const
{
    return isVisible() && !m_pause->isChecked() && m_hub.isListening();
}

void ConnectionsPage::request()
{
    if (m_requesting || !wantsRequests())
        return;
    m_nextRequest.stop();
    m_requesting = true;
    const bool withRoundTrip = m_detail->isVisible()
        || !m_table->isColumnHidden(int(ConnectionColumn::RoundTrip));
    m_hub.requestConnections(withRoundTrip,
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
    showSnapshot(snapshot);
    m_nextRequest.start();
}

void ConnectionsPage::hubChanged()
{
    if (!m_hub.isListening()) {
        ++m_hubRun;
        m_requesting = false;
        if (!m_pause->isChecked())
            showSnapshot(std::make_shared<ConnectionSnapshot>());
    }
    updateEmptyState();
    request();
}

void ConnectionsPage::showSnapshot(const ConnectionSnapshotPtr& snapshot)
{
    m_arranger.setSnapshot(snapshot);
}

void ConnectionsPage::setPaused(bool paused)
{
    m_pause->setChecked(paused);
    m_pause->setText(paused ? u"Resume updates"_s : u"Pause updates"_s);
    updateCount();
    request();
}

// -- what is shown

void ConnectionsPage::setFilter(const QString& text)
{
    m_filter->setText(text);
}

void ConnectionsPage::filterEdited(const QString& text)
{
    const ConnectionFilter filter = ConnectionFilter::parse(text);
    const QString error = filter.error();
    showFilterProblem(*m_filter, *m_filterError, error);
    if (!error.isEmpty())
        return;
    m_state.setValue(FilterKey, text);
    m_arranger.setFilter(filter);
}

void ConnectionsPage::sortChanged()
{
    const QHeaderView* header = m_table->horizontalHeader();
    const int section = header->sortIndicatorSection();
    if (section >= 0 && section < ConnectionColumnCount)
        m_arranger.setSort({ConnectionColumn(section), header->sortIndicatorOrder()});
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
    m_applying = true;
    const auto change = m_model.apply(arrangement, m_table->topRow(), m_table->bottomRow());
    m_applying = false;
    if (change == ConnectionModel::Change::RowsOnly && top > 0)
        keepScrollPosition(seen);
    else if (change == ConnectionModel::Change::Order)
        m_table->setTopRow(top);
    updateCount();
    updateActions();
    updateEmptyState();
    updateDetail();
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
    const auto& arrangement = m_model.arrangement();
    const auto& snapshot = *arrangement.snapshot;
    const std::size_t shown = arrangement.order.size();
    const std::size_t total = std::max<std::size_t>(snapshot.total, snapshot.rows.size());
    QString text = shown == total
        ? counted(total, u"connection"_s)
        : u"%1 of %2"_s.arg(format::count(double(shown)), format::count(double(total)));
    if (m_pause->isChecked() && snapshot.takenAtMs > 0)
        text += u", paused at "_s + format::clock(snapshot.takenAtMs, false);
    m_count->setText(text);
}

void ConnectionsPage::updateActions()
{
    m_export->setEnabled(m_model.rowCount() > 0);
    m_disconnect->setEnabled(m_table->selectionModel()->hasSelection());
}

void ConnectionsPage::updateEmptyState()
{
    const auto& arrangement = m_model.arrangement();
    m_stack->setCurrentWidget(
        arrangement.order.empty() ? static_cast<QWidget*>(m_empty) : static_cast<QWidget*>(m_table));
    if (!arrangement.snapshot->rows.empty()) {
        m_empty->set(u"No connection matches the filter"_s, u"All others are still there."_s, {},
            u"Clear filter"_s);
    } else if (!m_hub.isListening()) {
        const QString error = m_hub.status().error;
        m_empty->set(u"The hub is not listening"_s,
            error.isEmpty() ? u"Start it to see who connects."_s : error);
    } else {
        m_empty->set(u"Nobody is connected yet"_s, u"Subscribe from a terminal:"_s,
            {curlSubscribe(m_hub.status(), u"42"_s)});
    }
}

void ConnectionsPage::updateDetail()
{
    const auto id = m_detail->connectionId();
    if (!id)
        return;
    const auto& snapshot = *m_model.arrangement().snapshot;
    const auto row = std::lower_bound(snapshot.rows.begin(), snapshot.rows.end(), *id,
        [](const ConnectionRow& candidate, quint64 wanted) { return candidate.id < wanted; });
    if (row != snapshot.rows.end() && row->id == *id)
        m_detail->show(*row, snapshot.takenAtMs);
    else
        m_detail->markGone();
}

void ConnectionsPage::followSelection()
{
    if (m_applying)
        return;
    updateActions();
    const QItemSelectionModel* selection = m_table->selectionModel();
    const QModelIndex current = selection->currentIndex();
    if (current.isValid() && selection->isRowSelected(current.row()))
        m_detail->show(
            m_model.connection(current.row()), m_model.arrangement().snapshot->takenAtMs);
}

// -- what is done to connections

std::vector<quint64> ConnectionsPage::selectedIds() const
{
    std::vector<quint64> ids;
    for (const QItemSelectionRange& range : m_table->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            ids.push_back(m_model.connection(row).id);
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

QMenu* ConnectionsPage::makeDisconnectMenu(QWidget* parent, std::function<std::vector<quint64>()> ids)
{
    auto* menu = new QMenu(u"Disconnect"_s, parent);
    for (const Intent& intent : intents())
        menu->addAction(intent.text, this, [this, ids, &intent] { confirmDisconnect(ids(), intent); });
    return menu;
}

void ConnectionsPage::confirmDisconnect(const std::vector<quint64>& ids, const Intent& intent)
{
    if (ids.size() <= MostWithoutAsking) {
        disconnectNow(ids, intent);
        return;
    }
    auto* question = new QMessageBox(QMessageBox::Question, u"Disconnect"_s,
        u"Disconnect %1?"_s.arg(counted(ids.size(), u"connection"_s)), QMessageBox::Cancel, this);
    question->setInformativeText(intent.text + u'.');
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* yes = question->addButton(u"Disconnect"_s, QMessageBox::AcceptRole);
    connect(yes, &QPushButton::clicked, this, [this, ids, &intent] { disconnectNow(ids, intent); });
    question->open();
}

void ConnectionsPage::disconnectNow(const std::vector<quint64>& ids, const Intent& intent)
{
    if (ids.empty())
        return;
    m_hub.disconnectConnections(ids, intent.retryMs, [page = QPointer(this)](int found) {
        if (!page)
            return;
        Q_EMIT page->lastAction(format::count(found) + u" disconnected"_s);
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
            u"Send to user"_s, this, [this, user = row.userId] { Q_EMIT sendToUser(user); });
        send->setEnabled(!row.userId.isEmpty());
        menu->addMenu(makeDisconnectMenu(menu, [this] { return selectedIds(); }))
            ->setEnabled(m_table->selectionModel()->hasSelection());
        menu->addSeparator();
    }
    m_table->addSortMenu(*menu);
    m_table->addColumnMenu(*menu);
    menu->popup(m_table->viewport()->mapToGlobal(where));
}

void ConnectionsPage::addCopyActions(QMenu& menu, const ConnectionRow& row)
{
    menu.addAction(u"Copy rows\tCtrl+C"_s, m_table, &RowTable::copySelection);
    menu.addAction(u"Copy id"_s, this, [id = row.id] { copy(connectionIdText(id)); });
    QAction* user = menu.addAction(u"Copy user"_s, this, [user = row.userId] { copy(user); });
    user->setEnabled(!row.userId.isEmpty());
    menu.addAction(u"Copy address"_s, this, [address = row.address] { copy(address); });
    menu.addAction(u"Copy curl for this user"_s, this,
        [this, user = row.userId] { copy(curlSubscribe(m_hub.status(), user)); });
    menu.addSeparator();
}

// -- export

TableExport::Content ConnectionsPage::csvContent() const
{
    const ConnectionArrangement& shown = m_model.arrangement();
    return {[shown](QIODevice& device) { return writeConnectionsCsv(device, shown); },
        counted(shown.order.size(), u"connection"_s)};
}

void ConnectionsPage::exportTo(const QString& path)
{
    m_csv.saveTo(path);
}

} // namespace fanlight
