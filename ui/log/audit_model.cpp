// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "log/audit_model.h"

#include "format.h"
#include "metrics/csv.h"
#include "sse/visible_text.h"
#include "widgets/column_head.h"

#include <QDateTime>

#include <array>

namespace fanlight {

namespace {

struct AuditCsvColumn {
    const char* name;
    QString (*text)(const AuditEntry& entry);
};
const std::array AuditCsvColumns{
    AuditCsvColumn{"time",
        [](const AuditEntry& entry) {
            return QDateTime::fromMSecsSinceEpoch(entry.timeMs, Qt::UTC)
                .toString(Qt::ISODateWithMs);
        }},
    AuditCsvColumn{"actor", [](const AuditEntry& entry) { return entry.actor; }},
    AuditCsvColumn{"role", [](const AuditEntry& entry) { return entry.role; }},
    AuditCsvColumn{"address", [](const AuditEntry& entry) { return entry.address; }},
    AuditCsvColumn{"action", [](const AuditEntry& entry) { return entry.action; }},
    AuditCsvColumn{"target", [](const AuditEntry& entry) { return entry.target; }},
    AuditCsvColumn{"outcome", [](const AuditEntry& entry) { return entry.outcome; }},
};

} // namespace

AuditModel::AuditModel(const AuditLog& log, const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent)
    , m_log(log)
    , m_theme(theme)
{
}

bool AuditModel::pull()
{
    std::vector<AuditEntry> news = m_log.since(m_lastId);
    if (news.empty())
        return false;
    m_evicted += news.front().id - m_lastId - 1; // they went before they were seen
    m_lastId = news.back().id;
    const auto all = qsizetype(m_entries.size() + news.size());
    const int surplus = int(std::max<qsizetype>(0, all - qsizetype(AuditLog::Capacity)));
    if (surplus > 0 && !m_entries.empty()) {
        const int gone = std::min(surplus, rowCount());
        beginRemoveRows({}, 0, gone - 1);
        m_entries.erase(m_entries.begin(), m_entries.begin() + gone);
        endRemoveRows();
        m_evicted += quint64(gone);
    }
    beginInsertRows({}, rowCount(), rowCount() + int(news.size()) - 1);
    std::move(news.begin(), news.end(), std::back_inserter(m_entries));
    endInsertRows();
    return true;
}

void AuditModel::clear()
{
    beginResetModel();
    m_entries.clear();
    endResetModel();
}

void AuditModel::setToday(const QDate& today)
{
    if (m_days.setToday(today) && !m_entries.empty())
        Q_EMIT dataChanged(index(0, Time), index(rowCount() - 1, Time));
}

int AuditModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int AuditModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString AuditModel::text(const AuditEntry& entry, int column) const
{
    switch (column) {
    case Time:
        return m_days.text(entry.timeMs);
    case Who:
        return entry.actor.isEmpty() ? format::Dash
            : entry.actor == entry.role || entry.role.isEmpty()
            ? visibleText(entry.actor)
            : tr("%1 (%2)", "a name, its role").arg(visibleText(entry.actor), entry.role);
    case From:
        return format::orDash(visibleText(entry.address));
    case Action:
        return entry.action;
    case On:
        return visibleText(entry.target);
    default:
        return visibleText(entry.outcome);
    }
}

QVariant AuditModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(entry(index.row()), column);
    case Qt::FontRole:
        return column == Time || column == From ? m_theme.monospace() : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | Qt::AlignLeft);
    case Qt::ToolTipRole:
        return column == Time ? format::dayAndClock(entry(index.row()).timeMs) : QVariant();
    default:
        return {};
    }
}

QVariant AuditModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHead(section, orientation, role, false, [] {
        return std::array{
            tr("Time"), tr("Who"), tr("From"), tr("Did"), tr("To what"), tr("What came of it")};
    });
}

AuditArrangement::AuditArrangement(AuditModel& model, QObject* parent)
    : FilteredRows(model, parent)
    , m_model(model)
{
}

std::vector<AuditEntry> AuditArrangement::shownEntries() const
{
    return shown([this](int row) { return m_model.entry(row); });
}

QStringList AuditArrangement::textsOf(int row) const
{
    const AuditEntry& one = m_model.entry(row);
    return {one.actor, one.role, one.address, one.action, one.target, one.outcome};
}

QString writeAuditLines(QIODevice& device, const std::vector<AuditEntry>& entries)
{
    for (const AuditEntry& entry : entries) {
        const QByteArray line = AuditLog::lineOf(entry);
        if (device.write(line) != line.size())
            return device.errorString();
    }
    return {};
}

QString writeAuditCsv(QIODevice& device, const std::vector<AuditEntry>& entries)
{
    QByteArray text = csv::line(AuditCsvColumns,
        [](const AuditCsvColumn& column) { return QString::fromLatin1(column.name); });
    for (const AuditEntry& entry : entries)
        text += csv::line(
            AuditCsvColumns, [&](const AuditCsvColumn& column) { return column.text(entry); });
    return device.write(text) == text.size() ? QString() : device.errorString();
}

} // namespace fanlight
