// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/fleet_model.h"

#include "format.h"
#include "metrics/natural_order.h"
#include "percentiles.h"

#include <QHash>

#include <algorithm>
#include <numeric>

namespace fanlight {

namespace {

void addFigure(double& sum, double figure)
{
    if (isKnown(figure))
        sum = isKnown(sum) ? sum + figure : figure;
}

void raiseFigure(double& most, double figure)
{
    if (isKnown(figure))
        most = isKnown(most) ? std::max(most, figure) : figure;
}

} // namespace

FleetModel::FleetModel(const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{
    connect(&theme, &Theme::changed, this, [this] {
        if (!m_shown.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    });
}

void FleetModel::setPercent(double percent)
{
    if (std::exchange(m_percent, percent) == percent)
        return;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    arrange();
}

void FleetModel::setRows(std::vector<FleetRow> rows, qint64 nowMs)
{
    const auto idOf
        = [](const Shown& one) -> QString { return QString::number(int(one.line)) + one.key; };
    m_nowMs = nowMs;
    m_all.swap(rows);
    QHash<QString, int> hubs; // of lines that stay
    for (const Shown& one : arranged())
        hubs.insert(idOf(one), one.hub);
    m_all.swap(rows); // whoever hears of a line that goes may ask what it was
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (hubs.contains(idOf(m_shown[std::size_t(row)])))
            continue;
        beginRemoveRows({}, row, row);
        m_shown.erase(m_shown.begin() + row);
        endRemoveRows();
    }
    m_all = std::move(rows);
    for (Shown& one : m_shown)
        one.hub = hubs.value(idOf(one));
    arrange();
}

void FleetModel::setFilter(const FleetFilter& filter)
{
    m_filter = filter;
    arrange();
}

void FleetModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = std::clamp(column, 0, ColumnCount - 1);
    m_sortOrder = order;
    arrange();
}

// Those that are equal, and what was not measured of any, by their names.
bool FleetModel::isBefore(const FleetRow& a, const FleetRow& b) const
{
    if (a.groupOrder != b.groupOrder)
        return a.groupOrder < b.groupOrder;
    if (a.group != b.group) {
        const std::weak_ordering titles = compareNaturally(a.groupTitle, b.groupTitle);
        return titles != 0 ? titles < 0 : a.group < b.group;
    }
    const QVariant left = raw(a, m_sortColumn);
    const QVariant right = raw(b, m_sortColumn);
    const std::weak_ordering order = left.userType() == QMetaType::QString
        ? compareNaturally(left.toString(), right.toString())
        : compareFigures(left.toDouble(), right.toDouble());
    if (order != 0)
        return m_sortOrder == Qt::AscendingOrder ? order < 0 : order > 0;
    const std::weak_ordering names = compareNaturally(a.name, b.name);
    return names != 0 ? names < 0 : a.key < b.key;
}

std::vector<FleetModel::Shown> FleetModel::arranged() const
{
    std::vector<int> hubs;
    for (int i = 0; i < int(m_all.size()); ++i) {
        if (m_filter.matches(m_all[std::size_t(i)], m_nowMs))
            hubs.push_back(i);
    }
    std::sort(hubs.begin(), hubs.end(),
        [this](int a, int b) { return isBefore(m_all[std::size_t(a)], m_all[std::size_t(b)]); });
    std::vector<Shown> lines;
    QString group;
    for (const int hub : hubs) {
        const FleetRow& row = m_all[std::size_t(hub)];
        if (lines.empty() || row.group != group)
            lines.push_back({Line::Heading, row.group, -1, row.groupTitle});
        group = row.group;
        lines.push_back({Line::Hub, row.key, hub, {}});
    }
    if (hubs.size() > 1)
        lines.push_back({Line::Sums, {}, -1, {}});
    return lines;
}

// Rows of hubs that stay keep their selection, wherever they go.
void FleetModel::arrange()
{
    const std::vector<Shown> next = arranged();
    addUp();
    const auto idOf
        = [](const Shown& one) -> QString { return QString::number(int(one.line)) + one.key; };
    QHash<QString, int> placeOf;
    for (int i = 0; i < int(next.size()); ++i)
        placeOf.insert(idOf(next[std::size_t(i)]), i);
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (placeOf.contains(idOf(m_shown[std::size_t(row)])))
            continue;
        beginRemoveRows({}, row, row);
        m_shown.erase(m_shown.begin() + row);
        endRemoveRows();
    }
    QSet<QString> before;
    for (const Shown& one : m_shown)
        before.insert(idOf(one));
    std::vector<Shown> added;
    std::copy_if(next.begin(), next.end(), std::back_inserter(added),
        [&](const Shown& one) { return !before.contains(idOf(one)); });
    if (!added.empty()) {
        beginInsertRows({}, rowCount(), rowCount() + int(added.size()) - 1);
        m_shown.insert(m_shown.end(), added.begin(), added.end());
        endInsertRows();
    }
    const bool isMoved = !std::equal(m_shown.begin(), m_shown.end(), next.begin(), next.end(),
        [](const Shown& a, const Shown& b) { return a.isSame(b); });
    if (isMoved) {
        Q_EMIT layoutAboutToBeChanged();
        const QModelIndexList from = persistentIndexList();
        QModelIndexList to;
        for (const QModelIndex& at : from)
            to << index(placeOf.value(idOf(m_shown[std::size_t(at.row())])), at.column());
        m_shown = next;
        changePersistentIndexList(from, to);
        Q_EMIT layoutChanged();
    }
    m_shown = next;
    if (!m_shown.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void FleetModel::addUp()
{
    m_sums = {};
    QHash<QString, double> coresOfHosts;
    bool areCoresKnown = true;
    for (const FleetRow& row : m_all) {
        if (!m_filter.matches(row, m_nowMs))
            continue;
        const FleetFigures& figures = row.figures;
        if (!isKnown(figures.streams)) {
            ++m_sums.silent;
            continue;
        }
        ++m_sums.hubs;
        addFigure(m_sums.streams, figures.realStreams());
        addFigure(m_sums.deliveredPerSecond, figures.realDelivered());
        addFigure(m_sums.rssBytes, figures.rssBytes);
        addFigure(m_sums.cpuPercent, figures.cpuPercent);
        raiseFigure(m_sums.mostAckMs, FleetFigures::of(figures.ackMs, m_percent));
        raiseFigure(m_sums.mostWriteMs, FleetFigures::of(figures.writeMs, m_percent));
        if (!isKnown(figures.cpuPercent))
            continue;
        areCoresKnown = areCoresKnown && isKnown(figures.cpuCores);
        // those of one machine share its cores
        double& cores = coresOfHosts[row.host.isEmpty() ? row.key : row.host];
        cores = std::max(cores, isKnown(figures.cpuCores) ? figures.cpuCores : 0);
    }
    if (areCoresKnown && !coresOfHosts.isEmpty())
        m_sums.cpuCores = std::accumulate(coresOfHosts.begin(), coresOfHosts.end(), 0.0);
}

std::vector<FleetRow> FleetModel::shown() const
{
    std::vector<FleetRow> rows;
    for (const Shown& one : m_shown) {
        if (one.line == Line::Hub)
            rows.push_back(m_all[std::size_t(one.hub)]);
    }
    return rows;
}

const FleetRow* FleetModel::find(const QString& key) const
{
    const auto found = std::find_if(
        m_all.begin(), m_all.end(), [&](const FleetRow& row) { return row.key == key; });
    return found == m_all.end() ? nullptr : &*found;
}

const FleetRow* FleetModel::hub(int row) const
{
    if (row < 0 || row >= rowCount() || m_shown[std::size_t(row)].line != Line::Hub)
        return nullptr;
    return &m_all[std::size_t(m_shown[std::size_t(row)].hub)];
}

int FleetModel::rowOf(const QString& key) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (const FleetRow* one = hub(row); one && one->key == key)
            return row;
    }
    return -1;
}

int FleetModel::hubCount() const
{
    return int(std::count_if(
        m_shown.begin(), m_shown.end(), [](const Shown& one) { return one.line == Line::Hub; }));
}

QString FleetModel::headingAt(int row) const
{
    const Shown& one = m_shown[std::size_t(row)];
    return one.line == Line::Heading ? one.title : QString();
}

bool FleetModel::isNumber(int column)
{
    return (column >= Streams && column <= Cpu) || (column >= Pid && column <= Heartbeat);
}

QString FleetModel::columnTitle(int column) const
{
    const QString percent = Percentiles::name(m_percent);
    const std::array titles{tr("Hub"), tr("State"), tr("Streams"), tr("Delivered/s"),
        tr("ACK %1, ms", "a percentile of it").arg(percent), tr("CPU"), tr("Version"), tr("Host"),
        tr("Pid"), tr("Memory"), tr("Write %1, ms", "a percentile of it").arg(percent),
        tr("Heartbeat")};
    return titles.at(std::size_t(column));
}

int FleetModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int FleetModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

Qt::ItemFlags FleetModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    // headings and sums are read, and passed over by keys
    return hub(index.row()) ? QAbstractTableModel::flags(index) | Qt::ItemNeverHasChildren
                            : Qt::ItemNeverHasChildren;
}

QString FleetModel::text(const FleetRow& row, int column) const
{
    const FleetFigures& figures = row.figures;
    switch (column) {
    case Name:
        return row.isShown ? tr("%1 (this one)").arg(row.name) : row.name;
    case State:
        return standing(row).text;
    case Streams:
        return format::count(figures.streams);
    case Delivered:
        return format::rate(figures.deliveredPerSecond);
    case Ack:
        return format::milliseconds(FleetFigures::of(figures.ackMs, m_percent));
    case Cpu:
        return format::percent(figures.cpuOfAll());
    case Version:
        return format::orDash(row.version);
    case Host:
        return format::orDash(row.host);
    case Pid:
        return row.instance && row.instance->pid > 0 ? QString::number(row.instance->pid)
                                                     : format::Dash;
    case Memory:
        return format::bytes(figures.rssBytes);
    case Write:
        return format::milliseconds(FleetFigures::of(figures.writeMs, m_percent));
    default:
        return fleet::heartbeatText(row);
    }
}

QVariant FleetModel::raw(const FleetRow& row, int column) const
{
    const FleetFigures& figures = row.figures;
    switch (column) {
    case State: {
        const FleetStanding now = standing(row);
        return QString(
            QString::number(99 - int(now.kind)).rightJustified(3, QLatin1Char('0')) + now.text);
    }
    case Streams:
        return figures.streams;
    case Delivered:
        return figures.deliveredPerSecond;
    case Ack:
        return FleetFigures::of(figures.ackMs, m_percent);
    case Cpu:
        return figures.cpuOfAll();
    case Version:
        return row.version;
    case Host:
        return row.host;
    case Pid:
        return row.instance ? double(row.instance->pid) : Unknown;
    case Memory:
        return figures.rssBytes;
    case Write:
        return FleetFigures::of(figures.writeMs, m_percent);
    case Heartbeat:
        return row.instance ? double(row.heartbeatAgeMs) : Unknown;
    default:
        return row.name;
    }
}

QString FleetModel::sumText(int column) const
{
    switch (column) {
    case Name:
        return tr("All real", "streams and deliveries, without test clients");
    case Streams:
        return format::count(m_sums.streams);
    case Delivered:
        return format::rate(m_sums.deliveredPerSecond);
    case Ack:
    case Write: {
        const double most = column == Ack ? m_sums.mostAckMs : m_sums.mostWriteMs;
        return isKnown(most) ? tr("up to %1").arg(format::milliseconds(most)) : QString();
    }
    case Cpu:
        return isKnown(m_sums.cpuPercent) && m_sums.cpuCores > 0
            ? format::percent(m_sums.cpuPercent / m_sums.cpuCores)
            : QString();
    case Memory:
        return format::bytes(m_sums.rssBytes);
    default:
        return {};
    }
}

QString FleetModel::tip(const FleetRow& row, int column) const
{
    switch (column) {
    case Name:
        return row.url.isEmpty() ? QString() : tr("listens on %1").arg(row.url);
    case State:
        return standing(row).why;
    case Streams:
        return isKnown(row.figures.testStreams) && row.figures.testStreams > 0
            ? tr("%1 of them are test clients").arg(format::count(row.figures.testStreams))
            : QString();
    case Cpu:
        return isKnown(row.figures.cpuPercent)
            ? format::cpu(row.figures.cpuPercent, row.figures.cpuCores)
            : QString();
    default:
        return {};
    }
}

QVariant FleetModel::look(const Shown& shown, int column, int role) const
{
    const bool isHub = shown.line == Line::Hub;
    if (role == Qt::ForegroundRole) {
        if (!isHub)
            return m_theme.color(
                shown.line == Line::Heading ? Theme::Role::Dim : Theme::Role::Text);
        const FleetRow& row = m_all[std::size_t(shown.hub)];
        const bool isOld = !row.isLooked() || (row.instance && row.link == FleetRow::Link::Silent);
        return isOld && column != State ? m_theme.color(Theme::Role::Dim) : QVariant();
    }
    QFont font = isNumber(column) || column == Version ? m_theme.tabular() : QFont();
    if (column == Host)
        font = m_theme.monospace();
    if (!isHub || column == Name)
        font.setWeight(QFont::DemiBold);
    return font;
}

QVariant FleetModel::hubData(const FleetRow& row, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::ToolTipRole:
        return tip(row, column);
    case Qt::AccessibleTextRole:
        return column == Name ? tr("%1, group %2").arg(text(row, column), row.groupTitle)
                              : text(row, column);
    case Qt::AccessibleDescriptionRole:
        return tip(row, column);
    case SortRole:
        return raw(row, column);
    case TrendRole:
        return !hasTrend(column) ? QVariant()
                                 : QVariant::fromValue(column == Streams ? row.streams
                                         : column == Delivered           ? row.delivered
                                                                         : row.ack);
    case ToneRole:
        return column == State ? QVariant(int(standing(row).tone)) : QVariant();
    default:
        return {};
    }
}

QVariant FleetModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Shown& shown = m_shown[std::size_t(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::ForegroundRole:
    case Qt::FontRole:
        return look(shown, column, role);
    case LineRole:
        return int(shown.line);
    default:
        break;
    }
    if (shown.line == Line::Hub)
        return hubData(m_all[std::size_t(shown.hub)], column, role);
    if (role == Qt::ToolTipRole && shown.line == Line::Sums)
        return tr("Over %n hub(s) that told figures, without test clients.", nullptr, m_sums.hubs);
    if (role != Qt::DisplayRole)
        return {};
    if (shown.line == Line::Heading)
        return column == Name ? shown.title : QString();
    return sumText(column);
}

QVariant FleetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return columnTitle(section);
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

} // namespace fanlight
