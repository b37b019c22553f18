// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/fleet_page.h"

#include "curl_line.h"
#include "fleet/fleet_compare.h"
#include "fleet/fleet_csv.h"
#include "fleet/fleet_detail.h"
#include "fleet/fleet_difference.h"
#include "fleet/fleet_table.h"
#include "format.h"
#include "hub/hub_port.h"
#include "percentiles.h"
#include "ui_state.h"
#include "widgets/card.h"
#include "widgets/content_columns.h"
#include "widgets/empty_state.h"
#include "widgets/filter_edit.h"
#include "widgets/filter_line.h"

#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>

namespace fanlight {
namespace {

const QString FleetFilterKey = QStringLiteral("fleet/filter");
const QString FleetHeaderKey = QStringLiteral("fleet/header");
const QString FleetSplitterKey = QStringLiteral("fleet/splitter");

constexpr int FleetMargin = 16;
constexpr int MostFleetName = 40; // characters, to which the column grows
constexpr int LeastDetailWidth = 230;
constexpr int LeastHeight = 160; // of rows and details, which scroll
using FleetTexts = std::array<QString, FleetModel::ColumnCount>;
// The longest usual value of each column; of figures with room for their course.
const FleetTexts UsualOfFleet{QStringLiteral("app-server-10"), {}, QStringLiteral("100,000000000"),
    QStringLiteral("999,999000000"), QStringLiteral("ACK p99, ms00000"), QStringLiteral("100 %"),
    QStringLiteral("0.10.0"), QStringLiteral("app-server-10"), QStringLiteral("1234567"),
    QStringLiteral("1,023 MiB"), QStringLiteral("up to 100"), QStringLiteral("59 s ago")};
// … and where there is no room for all: a course may be half as long. Without one: the usual one.
const FleetTexts LeastOfFleet{QStringLiteral("eu-west-1"), {}, QStringLiteral("100,0000000"),
    QStringLiteral("100,0000000"), QStringLiteral("999.90000"), {}, {}, QStringLiteral("server-1"),
    {}, {}, {}, {}};
constexpr std::array HiddenAtFirst{FleetModel::Host, FleetModel::Pid, FleetModel::Memory,
    FleetModel::Write, FleetModel::Heartbeat};

QString hubsText(int n)
{
    return FleetPage::tr("%n hub(s)", nullptr, n);
}

} // namespace

FleetPage::FleetPage(
    const FleetBoard::Sources& from, const Theme& theme, UiState& state, QWidget* parent)
    : QWidget(parent)
    , m_board(from)
    , m_hub(from.hub)
    , m_theme(theme)
    , m_percentiles(state.percentiles())
    , m_model(theme)
    , m_filter(new FilterEdit(FleetFields::Names))
    , m_countLabel(new QLabel)
    , m_problem(new QLabel)
    , m_add(new QPushButton(tr("Add server…")))
    , m_capture(new QPushButton(tr("Open capture…")))
    , m_export(new QPushButton(tr("&Export hubs…")))
    , m_table(new FleetTable(theme))
    , m_detail(new FleetDetail(theme, m_percentiles))
    , m_splitter(new QSplitter)
    , m_empty(new EmptyState(theme))
    , m_noMatch(new EmptyState(theme))
    , m_rows(new QStackedWidget)
    , m_stack(new QStackedWidget)
    , m_csv(
          tr("Export hubs"), QStringLiteral("hubs.csv"), [this] { return csvContent(); }, this)
{
    makeTable(theme, state);
    m_stack->addWidget(makeContent());
    auto* teaching = new Card;
    teaching->body()->addWidget(m_empty);
    m_stack->addWidget(teaching);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(FleetMargin, FleetMargin, FleetMargin, FleetMargin);
    column->addWidget(m_stack);
    connectAll(state);
    m_noMatch->set(
        tr("No hub matches the filter"), tr("All others are still there."), {}, tr("Clear filter"));
    m_filter->setText(state.value(FleetFilterKey).toString());
    takeFilter();
    m_model.setPercent(m_percentiles.headline());
    updateEmptyState();
    m_soon.start(ChangeDelay); // whoever makes the page hears of the count, too
}

FleetPage::~FleetPage()
{
    if (m_board.fleet())
        m_board.fleet()->look(this, false);
}

QWidget* FleetPage::makeContent()
{
    m_filter->setPlaceholderText(tr("Filter: p99>20ms or descriptors>80%"));
    m_filter->setAccessibleName(tr("Filter hubs"));
    m_filter->setToolTip(
        tr("All terms must hold: hub:eu-*  state:away*  group:prod*  version:0.2*  streams>1000  "
           "delivered>100  p99>20ms  write>5ms  lag>5ms  cpu>50%  memory>1GiB  slow>0  "
           "backlog>1MiB  descriptors>80%. “or” stands between filters of which one must; a bare "
           "word stands anywhere; “!” turns a term round."));
    m_filter->setMeanings(
        {{FleetFields::Names[FleetFields::P99].name, tr("ACK, its 99th percentile")},
            {FleetFields::Names[FleetFields::Write].name, tr("to the kernel, p99")},
            {FleetFields::Names[FleetFields::Lag].name, tr("of Redis, p99")},
            {FleetFields::Names[FleetFields::Slow].name, tr("clients that do not keep up")},
            {FleetFields::Names[FleetFields::Cpu].name, tr("of all cores")},
            {FleetFields::Names[FleetFields::Descriptors].name, tr("of the limit, in use")}},
        tr("“or” stands between filters of which one must hold"));
    m_export->setToolTip(tr("Saves the figures of the hubs that are shown as CSV."));
    m_add->setToolTip(tr("Adds a hub that runs elsewhere to those this window knows."));
    m_capture->setToolTip(tr("Shows a file with what a window saw of a hub (.fanlight)."));

    m_rows->addWidget(m_table);
    m_rows->addWidget(m_noMatch);
    auto* card = new Card;
    card->setAccessibleName(tr("Hubs"));
    card->layout()->setContentsMargins(7, 3, 7, 7);
    card->layout()->setSpacing(0);
    card->body()->addWidget(m_rows, 1);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(12);
    column->addLayout(makeFilterLine(
        *m_filter, nullptr, *m_countLabel, *m_problem, {m_export, m_add, m_capture}));
    m_splitter->addWidget(card);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({850, 290});
    m_splitter->setCollapsible(0, false);
    m_detail->setMinimumWidth(LeastDetailWidth);
    m_detail->hide(); // until one is selected
    // a stack would have the page as high as all of the details are
    m_splitter->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    m_splitter->setMinimumHeight(LeastHeight);
    column->addWidget(m_splitter, 1);
    return content;
}

void FleetPage::makeTable(const Theme& theme, UiState& state)
{
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Hubs"));
    QHeaderView* header = m_table->horizontalHeader();
    std::vector<ContentColumns::Column> columns;
    columns.reserve(FleetModel::ColumnCount);
    // with the dot and the edges of its pill
    const QString pill = fleet::usualStateText() + QStringLiteral("0000");
    for (int i = 0; i < FleetModel::ColumnCount; ++i)
        columns.push_back({i == FleetModel::State ? pill : UsualOfFleet[std::size_t(i)],
            i == FleetModel::Host ? theme.monospace() : theme.tabular(),
            i == FleetModel::Name || i == FleetModel::Host ? MostFleetName : 0,
            LeastOfFleet[std::size_t(i)]});
    header->setSortIndicator(FleetModel::Name, Qt::AscendingOrder);
    for (const int column : HiddenAtFirst)
        m_table->setColumnHidden(column, true);
    (new ContentColumns(*m_table, std::move(columns), FleetModel::Name))
        ->keepIn(state, FleetHeaderKey);
    m_table->setSortingEnabled(true);
    m_table->setToolTip(tr("Enter or a double click shows the hub in this window."));
    connect(m_table, &QWidget::customContextMenuRequested, this, &FleetPage::showTableMenu);
}

void FleetPage::connectAll(UiState& state)
{
    state.track(FleetSplitterKey, m_splitter);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &FleetPage::showDetail);
    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
        if (const FleetRow* row = m_model.hub(index.row()))
            openRow(*row);
    });
    connect(m_detail, &FleetDetail::openRequested, this, [this] {
        if (m_detail->shown())
            openRow(m_detail->shown()->row);
    });
    connect(m_detail, &FleetDetail::compareRequested, this, &FleetPage::compare);
    connect(m_detail, &FleetDetail::askRequested, this, &FleetPage::ask);
    connect(m_detail, &FleetDetail::browserRequested, this, [this] {
        if (m_detail->shown())
            Q_EMIT browserRequested(m_detail->shown()->row.url);
    });
    connect(m_detail, &FleetDetail::copyCurlRequested, this, [this] {
        if (m_detail->shown())
            copyCurl(m_detail->shown()->row.url);
    });
    m_refresh.setInterval(RefreshInterval);
    m_soon.setSingleShot(true);
    connect(&m_refresh, &QTimer::timeout, this, &FleetPage::refresh);
    connect(&m_soon, &QTimer::timeout, this, &FleetPage::refresh);
    connect(&m_board, &FleetBoard::changed, this, [this] {
        if (!m_soon.isActive())
            m_soon.start(ChangeDelay);
    });
    connect(m_filter, &FilterEdit::filterChanged, this, &FleetPage::takeFilter);
    connect(m_filter, &QLineEdit::textChanged, this,
        [&state](const QString& text) { state.setValue(FleetFilterKey, text); });
    connect(m_noMatch, &EmptyState::actionRequested, m_filter, &QLineEdit::clear);
    const auto add = [this] {
        if (servers() && servers()->ways().add)
            servers()->ways().add();
    };
    connect(m_add, &QPushButton::clicked, this, add);
    connect(m_empty, &EmptyState::actionRequested, this, &FleetPage::brokerSettingRequested);
    connect(m_empty, &EmptyState::secondActionRequested, this, add);
    connect(m_capture, &QPushButton::clicked, this, &FleetPage::captureRequested);
    connect(m_export, &QPushButton::clicked, &m_csv, &TableExport::askWhere);
    connect(&m_csv, &TableExport::done, this, &FleetPage::lastAction);
    addFindShortcut(*this, *m_filter);
    addClearShortcut(*m_filter);
    connect(&m_percentiles, &Percentiles::changed, this,
        [this] { m_model.setPercent(m_percentiles.headline()); });
}

FleetServers* FleetPage::servers() const
{
    return m_board.fleet() ? &m_board.fleet()->servers() : nullptr;
}

void FleetPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_board.fleet())
        m_board.fleet()->look(this, true);
    m_refresh.start();
    refresh();
}

void FleetPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_refresh.stop();
    if (m_board.fleet())
        m_board.fleet()->look(this, false);
}

// What is not seen is counted alone.
void FleetPage::refresh()
{
    m_soon.stop();
    const qint64 nowMs = m_hub.nowMs();
    std::vector<FleetRow> rows = m_board.rows(nowMs);
    tellCount(rows);
    if (!isVisible())
        return;
    {
        const QScopedValueRollback applying(m_applying, true);
        m_model.setRows(std::move(rows), nowMs);
        updateDetail();
    }
    updateCount();
    updateEmptyState();
    if (m_compare)
        m_compare->refresh();
}

void FleetPage::takeFilter()
{
    const FleetFilter filter(m_filter->text());
    showFilterProblem(*m_filter, *m_problem, filter.error());
    if (filter.error().isEmpty()) {
        const QScopedValueRollback applying(m_applying, true);
        m_model.setFilter(filter);
    }
    updateCount();
}

// Beside the name of the page: those that are there to be looked at.
void FleetPage::tellCount(const std::vector<FleetRow>& rows)
{
    const auto away = std::count_if(rows.begin(), rows.end(),
        [](const FleetRow& row) { return row.link == FleetRow::Link::Silent; });
    const QString text
        = rows.size() > 1 ? format::count(double(rows.size() - std::size_t(away))) : QString();
    if (std::exchange(m_count, text) != text)
        Q_EMIT countChanged(text);
}

QString FleetPage::countText() const
{
    return m_countLabel->text();
}

// “7 hubs, 1 needs a look, 1 does not answer since 14:01:12”
void FleetPage::updateCount()
{
    const int shown = m_model.hubCount();
    const int all = int(m_model.all().size());
    QStringList parts{shown == all ? hubsText(all) : tr("%1 of %2").arg(shown).arg(all)};
    int toLookAt = 0;
    int gone = 0;
    qint64 longestMs = 0;
    for (const FleetRow& row : m_model.all()) {
        const FleetStanding standing = m_model.standing(row);
        if (standing.kind == FleetStanding::Kind::Away) {
            ++gone;
            if (standing.sinceMs > 0)
                longestMs
                    = longestMs == 0 ? standing.sinceMs : std::min(longestMs, standing.sinceMs);
        } else if (standing.needsLook()) {
            ++toLookAt;
        }
    }
    if (toLookAt > 0)
        parts << tr("%n need(s) a look", nullptr, toLookAt);
    if (gone > 0)
        parts << (longestMs > 0 ? tr("%n do(es) not answer since %1", nullptr, gone)
                                      .arg(format::clock(longestMs, false))
                                : tr("%n do(es) not answer", nullptr, gone));
    QString text = parts.join(QStringLiteral(", "));
    const BrokerStatus& broker = m_hub.status().broker;
    if (broker.awaySinceMs > 0 && !m_board.shown().instances().rows.empty())
        text = tr("%1; instances as they were when Redis went away at %2", "how many hubs, when")
                   .arg(text, format::clock(broker.awaySinceMs, false));
    m_countLabel->setText(text);
    m_export->setEnabled(shown > 0);
    m_rows->setCurrentWidget(shown == 0 && all > 0 ? static_cast<QWidget*>(m_noMatch) : m_table);
}

void FleetPage::updateEmptyState()
{
    const bool canAdd = servers() && servers()->ways().add;
    m_add->setVisible(canAdd);
    m_empty->setSecondAction(canAdd ? tr("Add server…") : QString());
    const bool isAlone = m_model.all().size() <= 1 && !m_model.all().empty()
        && !m_model.all().front().isCapture && m_model.all().front().isHome;
    m_stack->setCurrentIndex(isAlone ? 1 : 0);
    if (!isAlone)
        return;
    const HubStatus& status = m_hub.status();
    const BrokerStatus& broker = status.broker;
    const QString line
        = QStringLiteral("fanlightd --broker redis://127.0.0.1:6379 --listen 127.0.0.1:%1");
    const QString what = canAdd
        ? tr("All hubs you know stand here, a row each: how they are, streams, rates, latency. Add "
             "those that run on servers; those that share a Redis with this one come by "
             "themselves.")
        : tr("All hubs you know stand here, a row each: how they are, streams, rates, latency. "
             "Those that share a Redis with this one come by themselves.");
    if (broker.kind != QLatin1String("redis"))
        m_empty->set(tr("This hub is the only one so far"), what, {line.arg(3001), line.arg(3002)},
            tr("Set the broker…"));
    else if (status.state != HubState::Listening)
        m_empty->set(tr("The hub is not listening"),
            status.error.isEmpty() ? tr("Start it to see who else is behind its Redis.")
                                   : status.error);
    else if (!broker.ready)
        m_empty->set(tr("Redis is away"), broker.problem);
    else if (m_board.shown().instances().rows.empty())
        m_empty->set(
            tr("No heartbeat yet"), tr("Each instance tells Redis once a second how it fares."));
    else
        m_empty->set(tr("This hub is the only one so far"), what, {line.arg(3001)});
    m_empty->setSecondAction(canAdd ? tr("Add server…") : QString());
}

const FleetRow* FleetPage::current() const
{
    return m_model.hub(m_table->currentIndex().row());
}

void FleetPage::showDetail()
{
    if (m_applying)
        return; // the row beside one that went: nobody has asked for it
    if (current()) {
        m_otherKey.clear();
        m_detail->setVisible(true);
        updateDetail();
    }
}

// What is shown stays by its key, also where the filter hides its row.
void FleetPage::updateDetail()
{
    if (!m_detail->isVisibleTo(this))
        return;
    const FleetRow* row
        = m_applying && m_detail->shown() ? m_model.find(m_detail->key()) : current();
    if (!row) {
        m_detail->markGone();
        m_table->selectionModel()->clear(); // else the row beside it would be
        return;
    }
    FleetDetail::Shown shown;
    shown.row = *row;
    const FleetRow* other = isKnown(row->figures.streams)
        ? fleet_difference::reference(m_model.all(), *row, m_otherKey, m_model.nowMs())
        : nullptr;
    if (other) {
        shown.other = *other;
        m_otherKey = other->key;
    }
    if (row->isShown && m_firing)
        shown.alerts = m_firing();
    shown.canOpen = canOpen(*row);
    shown.canAsk = servers() && !row->serverId.isEmpty();
    m_detail->show(shown, m_model.nowMs());
}

bool FleetPage::canOpen(const FleetRow& row) const
{
    if (!servers())
        return false;
    const FleetWays& ways = servers()->ways();
    return row.isShown || row.isHome || !row.serverId.isEmpty()
        ? bool(ways.open)
        : ways.openUrl && !row.url.isEmpty();
}

void FleetPage::openRow(const FleetRow& row)
{
    if (row.isShown)
        return;
    if (!canOpen(row)) {
        if (!row.url.isEmpty())
            Q_EMIT browserRequested(row.url);
        return;
    }
    if (row.isHome || !row.serverId.isEmpty())
        m_board.fleet()->open(row.isHome ? QString() : row.serverId);
    else
        m_board.fleet()->openUrl(QUrl(row.url));
}

void FleetPage::ask()
{
    if (!m_detail->shown() || !servers())
        return;
    const FleetRow& row = m_detail->shown()->row;
    const QString id = row.serverId;
    switch (row.link) {
    case FleetRow::Link::NeedsToken:
    case FleetRow::Link::NeedsLogin:
        if (servers()->ways().askForToken)
            servers()->ways().askForToken(id);
        break;
    case FleetRow::Link::NeedsWay:
        servers()->makeWay(id);
        break;
    default:
        if (row.isShown)
            m_hub.tryNow();
        else
            servers()->tryAgain(id);
        break;
    }
}

FleetCompare* FleetPage::compare()
{
    const auto& shown = m_detail->shown();
    if (!shown || !shown->other)
        return nullptr;
    if (m_compare)
        m_compare->close();
    m_compare = new FleetCompare(
        [this] { return m_model.all(); }, shown->row.key, shown->other->key, m_theme, this);
    m_compare->open();
    return m_compare;
}

void FleetPage::copyCurl(const QString& url)
{
    HubStatus there;
    there.url = url;
    QGuiApplication::clipboard()->setText(
        curlSubscribe(there, QStringLiteral("42"), streamsNeedToken(m_hub.options())));
    Q_EMIT lastAction(tr("copied the curl command"));
}

void FleetPage::showTableMenu(const QPoint& where)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (const FleetRow* selected = current()) {
        const FleetRow row = *selected;
        const auto copy = [menu, this](const QString& title, const QString& text) {
            menu->addAction(title, this, [text] { QGuiApplication::clipboard()->setText(text); })
                ->setEnabled(!text.isEmpty());
        };
        const bool hasUrl = !row.url.isEmpty() && row.sshAlias.isEmpty();
        menu->addAction(tr("Open\tEnter"), this, [this, row] { openRow(row); })
            ->setEnabled(canOpen(row) && !row.isShown);
        QAction* browser = menu->addAction(
            tr("Open in browser"), this, [this, url = row.url] { Q_EMIT browserRequested(url); });
        QAction* curl
            = menu->addAction(tr("Copy curl"), this, [this, url = row.url] { copyCurl(url); });
        browser->setEnabled(hasUrl);
        curl->setEnabled(hasUrl);
        menu->addSeparator();
        menu->addAction(tr("Copy rows\tCtrl+C"), m_table, &RowTable::copySelection);
        copy(tr("Copy name"), row.name);
        copy(tr("Copy address"), row.url);
        menu->addSeparator();
    }
    m_table->addSortMenu(*menu);
    m_table->addColumnMenu(*menu);
    menu->popup(m_table->viewport()->mapToGlobal(where));
}

TableExport::Content FleetPage::csvContent() const
{
    std::vector<FleetRow> rows = m_model.shown();
    const QString what = hubsText(int(rows.size()));
    return {[rows = std::move(rows), nowMs = m_model.nowMs(), percentiles = m_percentiles.chosen()](
                QIODevice& device) { return writeFleetCsv(device, rows, nowMs, percentiles); },
        what};
}

} // namespace fanlight
