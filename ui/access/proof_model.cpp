// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/proof_model.h"

#include "access/access_text.h"
#include "format.h"
#include "widgets/column_head.h"

#include <array>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

// “ES256”, “RS256/384/512, PS256/384/512”
QString shortOf(const std::vector<std::string>& algorithms)
{
    QStringList list;
    QString family; // of the last one
    for (const std::string& one : algorithms) {
        const QString name = QString::fromStdString(one);
        if (name.first(2) == family) {
            list.last() += u'/' + name.sliced(2);
            continue;
        }
        family = name.first(2);
        list << name;
    }
    return list.join(u", "_s);
}

} // namespace

ProofModel::ProofModel(const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{
}

void ProofModel::setAccess(const AccessSnapshot& access)
{
    std::vector<Row> rows;
    for (const AccessKeyRow& key : access.keys) {
        Row row;
        row.name = QString::fromStdString(key.id);
        row.kind = shortOf(key.algorithms);
        row.from = access_text::sourceText(key);
        row.detail = QString::fromStdString(key.kind);
        if (key.refreshedMs > 0)
            row.detail += tr(", read %1", "when").arg(format::dayAndClock(key.refreshedMs));
        row.lastUsedMs = key.lastUsedMs;
        rows.push_back(std::move(row));
    }
    for (const AccessTokenRow& token : access.tokens)
        rows.push_back({QString::fromStdString(token.name), access_text::roleName(token.role),
            u"--%1-token"_s.arg(QString::fromLatin1(roleName(token.role))), {}, token.lastUsedMs});
    m_nowMs = access.takenAtMs;
    if (rows.size() == m_rows.size()) {
        m_rows = std::move(rows);
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int ProofModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ProofModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ProofModel::text(const Row& row, int column) const
{
    switch (column) {
    case Name:
        return format::orDash(row.name);
    case Kind:
        return row.kind;
    case From:
        return row.from;
    default:
        return format::orDash(access_text::agoText(row.lastUsedMs, m_nowMs));
    }
}

QVariant ProofModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows[std::size_t(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::FontRole:
        return column == Name    ? m_theme.monospace()
            : column == LastUsed ? m_theme.tabular()
                                 : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | Qt::AlignLeft);
    case Qt::ToolTipRole:
        if (column == LastUsed)
            return row.lastUsedMs > 0 ? format::dayAndClock(row.lastUsedMs)
                                      : tr("not since the hub has started");
        if (column == Name && row.name.isEmpty())
            return tr("it has no id (kid)");
        return row.detail.isEmpty() ? QVariant() : row.detail;
    default:
        return {};
    }
}

QVariant ProofModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHead(section, orientation, role, false, [] {
        return std::array{tr("Key or token"), tr("Kind"), tr("From"), tr("Last used")};
    });
}

} // namespace fanlight
