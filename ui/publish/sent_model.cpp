// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/sent_model.h"

#include "day_clock.h"
#include "format.h"
#include "percentiles.h"
#include "publish/publish_check.h"
#include "widgets/column_head.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

bool isNumber(int column)
{
    return column == SentModel::Recipients || column == SentModel::Latency;
}

QString toolTip(const SentEntry& entry)
{
    constexpr qsizetype MostCharacters = 400;
    const QString data = QString::fromUtf8(entry.request.data);
    const QString shown = data.size() > MostCharacters ? data.first(MostCharacters) + u'…' : data;
    const QString time
        = QDateTime::fromMSecsSinceEpoch(entry.timeMs).toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s);
    return QStringList{SentModel::kindText(entry), time, shown}.join(u'\n');
}

} // namespace

QString SentModel::timeText(qint64 timeMs, qint64 nowMs)
{
    return DayClock(QDateTime::fromMSecsSinceEpoch(nowMs).date())
        .text(timeMs, DayClock::Precision::Minutes);
}

QString SentModel::kindText(const PublishRequest& request)
{
    if (request.kind == PublishKind::Named && request.broadcast)
        return tr("Test broadcast");
    if (request.kind == PublishKind::Fanout)
        return tr("Fan-out, author %1").arg(request.authorId);
    if (request.kind == PublishKind::Selective) {
        return request.authorId.isEmpty() ? tr("Selective")
                                          : tr("Selective, followers of %1").arg(request.authorId);
    }
    QString audience = audienceText(request);
    audience[0] = audience[0].toUpper();
    return audience;
}

QString SentModel::kindText(const SentEntry& entry)
{
    const QString times = format::count(double(entry.count));
    switch (entry.sentAs) {
    case SentAs::Repeat:
        return tr("%1, %2 time(s)", "what was sent, how often", format::plural(double(entry.count)))
            .arg(kindText(entry.request), times);
    case SentAs::Batch:
        return tr("Batch of %1, %2", "how many notifications, recipients")
            .arg(times, audienceText(entry.request));
    case SentAs::Once:
        break;
    }
    return kindText(entry.request);
}

void SentModel::setPercent(double percent)
{
    if (std::exchange(m_percent, percent) == percent)
        return;
    Q_EMIT headerDataChanged(Qt::Horizontal, Latency, Latency);
    if (!m_entries.empty())
        Q_EMIT dataChanged(index(0, Latency), index(rowCount() - 1, Latency));
}

// Of what was kept without its receipt only the 99th is known.
double SentModel::latencyMs(const SentEntry& entry) const
{
    if (entry.receipt.isKnown && !entry.receipt.total.ack.isEmpty())
        return entry.receipt.total.ackMs(m_percent);
    return m_percent == 99 ? entry.p99Ms : Unknown;
}

QString SentModel::cellText(const SentEntry& entry, int column) const
{
    switch (column) {
    case Time:
        return timeText(entry.timeMs, QDateTime::currentMSecsSinceEpoch());
    case Kind:
        return kindText(entry);
    case Type:
        return format::orDash(effectiveType(entry.request));
    case Recipients:
        return format::count(double(entry.recipients));
    case Latency: {
        const double ms = latencyMs(entry);
        return isKnown(ms) ? tr("%1 ms", "a latency").arg(format::milliseconds(ms)) : format::Dash;
    }
    default:
        return {};
    }
}

quint64 SentModel::add(const SentEntry& entry)
{
    makeRoomFor(entry);
    beginInsertRows({}, 0, 0);
    m_entries.push_front(entry);
    m_entries.front().key = ++m_lastKey;
    m_dataBytes += entry.request.data.size();
    endInsertRows();
    Q_EMIT edited();
    return m_lastKey;
}

void SentModel::update(quint64 key, quint64 count, quint64 recipients, double p99Ms)
{
    const int row = rowOf(key);
    if (row < 0)
        return;
    const auto found = m_entries.begin() + row;
    const bool sameP99 = found->p99Ms == p99Ms || (!isKnown(found->p99Ms) && !isKnown(p99Ms));
    if (found->count == count && found->recipients == recipients && sameP99)
        return;
    found->count = count;
    found->recipients = recipients;
    found->p99Ms = p99Ms;
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    Q_EMIT edited();
}

void SentModel::setReceipt(quint64 key, const SentReceipt& receipt)
{
    const int row = rowOf(key);
    if (row < 0)
        return;
    m_entries[std::size_t(row)].receipt = receipt;
    m_entries[std::size_t(row)].receipt.isKnown = true;
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    Q_EMIT edited();
}

int SentModel::rowOf(quint64 key) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
        [key](const SentEntry& entry) { return entry.key == key; });
    return key == 0 || found == m_entries.end() ? -1 : int(found - m_entries.begin());
}

void SentModel::putBack(const std::vector<SentEntry>& entries)
{
    for (const SentEntry& entry : entries) {
        const auto place
            = std::find_if(m_entries.begin(), m_entries.end(), [&entry](const SentEntry& other) {
                  return std::pair(other.timeMs, other.key) < std::pair(entry.timeMs, entry.key);
              });
        const int row = int(place - m_entries.begin());
        if (m_entries.size() >= MostEntries
            || m_dataBytes + entry.request.data.size() > MostDataBytes)
            break;
        beginInsertRows({}, row, row);
        m_entries.insert(place, entry);
        m_dataBytes += entry.request.data.size();
        endInsertRows();
    }
    Q_EMIT edited();
}

// Rows go before rows come, so that the bounds hold at any moment.
void SentModel::makeRoomFor(const SentEntry& entry)
{
    const qint64 allowed = MostDataBytes - entry.request.data.size();
    qint64 bytes = m_dataBytes;
    auto keep = m_entries.size();
    while (keep > 0 && (keep >= MostEntries || bytes > allowed))
        bytes -= m_entries[--keep].request.data.size();
    if (keep < m_entries.size())
        removeEntries(int(keep), int(m_entries.size()) - 1);
}

void SentModel::setEntries(const std::vector<SentEntry>& entries)
{
    beginResetModel();
    m_entries.clear();
    m_dataBytes = 0;
    for (const SentEntry& entry : entries) {
        m_dataBytes += entry.request.data.size();
        if (m_entries.size() == MostEntries || m_dataBytes > MostDataBytes) {
            m_dataBytes -= entry.request.data.size();
            break;
        }
        m_entries.push_back(entry);
    }
    // What has no key yet gets one, the newer the larger, as of those that are added.
    m_lastKey += m_entries.size();
    quint64 next = m_lastKey;
    for (SentEntry& entry : m_entries) {
        if (entry.key == 0)
            entry.key = next--;
    }
    endResetModel();
}

void SentModel::remove(int row)
{
    removeEntries(row, row);
    Q_EMIT edited();
}

void SentModel::clear()
{
    if (m_entries.empty())
        return;
    removeEntries(0, int(m_entries.size()) - 1);
    Q_EMIT edited();
}

void SentModel::removeEntries(int first, int last)
{
    beginRemoveRows({}, first, last);
    const auto begin = m_entries.begin() + first;
    const auto end = m_entries.begin() + last + 1;
    for (auto entry = begin; entry != end; ++entry)
        m_dataBytes -= entry->request.data.size();
    m_entries.erase(begin, end);
    endRemoveRows();
}

int SentModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int SentModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SentModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole)
        return cellText(entry(index.row()), index.column());
    if (role == EventIdRole)
        return entry(index.row()).receipt.id;
    if (role == Qt::ToolTipRole)
        return toolTip(entry(index.row()));
    if (role == Qt::TextAlignmentRole)
        return QVariant(
            Qt::AlignVCenter | (isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

QVariant SentModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHead(section, orientation, role, isNumber(section), [this] {
        return std::array<QString, ColumnCount>{
            tr("Time"), tr("Kind"), tr("Type"), tr("Recipients"), Percentiles::name(m_percent)};
    });
}

} // namespace fanlight
