// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/refusal_model.h"

#include "format.h"
#include "metrics/csv.h"
#include "widgets/column_head.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <compare>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

QString utcOf(std::int64_t ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

struct RefusalCsvColumn {
    const char* name;
    QString (*text)(const RefusalRow& row);
};
const std::array RefusalCsvColumns{
    RefusalCsvColumn{"last", [](const RefusalRow& row) { return utcOf(row.lastMs); }},
    RefusalCsvColumn{"first", [](const RefusalRow& row) { return utcOf(row.firstMs); }},
    RefusalCsvColumn{
        "from", [](const RefusalRow& row) { return QString::fromStdString(row.address); }},
    RefusalCsvColumn{
        "wanted", [](const RefusalRow& row) { return QString::fromStdString(row.wanted); }},
    RefusalCsvColumn{"status",
        [](const RefusalRow& row) {
            return row.status == RefusalRow::NoStatus ? QString() : QString::number(row.status);
        }},
    RefusalCsvColumn{"why", [](const RefusalRow& row) { return QString::fromStdString(row.why); }},
    RefusalCsvColumn{
        "times", [](const RefusalRow& row) { return QString::number(quint64(row.count)); }},
};

} // namespace

RefusalModel::RefusalModel(const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{
}

void RefusalModel::setRows(std::vector<RefusalRow> rows)
{
    std::sort(rows.begin(), rows.end(),
        [](const RefusalRow& a, const RefusalRow& b) { return a.id < b.id; });
    std::size_t row = 0;
    for (RefusalRow& wanted : rows) {
        while (row < m_rows.size() && m_rows[row].id < wanted.id) {
            beginRemoveRows({}, int(row), int(row));
            m_rows.erase(m_rows.begin() + std::ptrdiff_t(row));
            endRemoveRows();
        }
        if (row == m_rows.size()) {
            beginInsertRows({}, int(row), int(row));
            m_rows.push_back(std::move(wanted));
            endInsertRows();
        } else if (m_rows[row].count != wanted.count) { // else nothing of it has changed
            m_rows[row] = std::move(wanted);
            Q_EMIT dataChanged(index(int(row), 0), index(int(row), ColumnCount - 1));
        }
        ++row;
    }
    if (row < m_rows.size()) {
        beginRemoveRows({}, int(row), rowCount() - 1);
        m_rows.erase(m_rows.begin() + std::ptrdiff_t(row), m_rows.end());
        endRemoveRows();
    }
}

void RefusalModel::setToday(const QDate& today)
{
    if (m_days.setToday(today) && !m_rows.empty())
        Q_EMIT dataChanged(index(0, Last), index(rowCount() - 1, Last));
}

int RefusalModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int RefusalModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RefusalModel::raw(const RefusalRow& row, int column) const
{
    const std::array<QVariant, ColumnCount> all{double(row.lastMs),
        QString::fromStdString(row.address), QString::fromStdString(row.wanted),
        QString::fromStdString(row.why), double(row.count)};
    return all.at(std::size_t(column));
}

QString RefusalModel::whyText(const RefusalRow& row)
{
    const QString why = QString::fromStdString(row.why);
    return row.status == RefusalRow::NoStatus
        ? why
        : tr("%1, answered %2", "why, a status of HTTP").arg(why).arg(row.status);
}

QVariant RefusalModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RefusalRow& row = refusal(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return column == Last ? m_days.text(row.lastMs).chopped(4) // in seconds
            : column == Times ? format::count(double(row.count))
                              : raw(row, column);
    case SortRole:
        return raw(row, column);
    case Qt::FontRole:
        return column == Last || column == From ? m_theme.monospace()
            : column == Times                   ? m_theme.tabular()
                                                : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::ToolTipRole:
        return column == Last ? tr("first %1", "when").arg(format::dayAndClock(row.firstMs))
            : column == Why   ? whyText(row)
                              : QVariant();
    default:
        return {};
    }
}

QVariant RefusalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHead(section, orientation, role, isNumber(section), [] {
        return std::array{tr("Last"), tr("From"), tr("Wanted"), tr("Why"), tr("Times")};
    });
}

RefusalArrangement::RefusalArrangement(RefusalModel& model, QObject* parent)
    : FilteredRows(model, parent)
    , m_model(model)
{
}

std::vector<RefusalRow> RefusalArrangement::shownRows() const
{
    return shown([this](int row) { return m_model.refusal(row); });
}

QStringList RefusalArrangement::textsOf(int row) const
{
    const RefusalRow& one = m_model.refusal(row);
    return {QString::fromStdString(one.address), QString::fromStdString(one.wanted),
        QString::fromStdString(one.why),
        one.status == RefusalRow::NoStatus ? QString() : QString::number(one.status)};
}

QString writeRefusalsCsv(QIODevice& device, const std::vector<RefusalRow>& rows)
{
    QByteArray text = csv::line(RefusalCsvColumns,
        [](const RefusalCsvColumn& column) { return QString::fromLatin1(column.name); });
    for (const RefusalRow& row : rows)
        text += csv::line(
            RefusalCsvColumns, [&](const RefusalCsvColumn& column) { return column.text(row); });
    return device.write(text) == text.size() ? QString() : device.errorString();
}

} // namespace fanlight
