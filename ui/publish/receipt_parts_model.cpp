// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/receipt_parts_model.h"

#include "format.h"
#include "widgets/column_head.h"

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

QString cellText(const ReceiptSnapshot::Part& part, int column)
{
    const ReceiptFigures& figures = part.figures;
    switch (column) {
    case ReceiptPartsModel::Instance:
        return part.isThis
            ? ReceiptPartsModel::tr("%1 (this one)", "an instance").arg(part.instance)
            : part.instance;
    case ReceiptPartsModel::Recipients:
        return format::count(double(figures.recipients));
    case ReceiptPartsModel::Acknowledged:
        return format::count(double(figures.acknowledged));
    case ReceiptPartsModel::NotYet:
        return format::count(double(figures.unacknowledged()));
    case ReceiptPartsModel::Gone:
        return format::count(double(figures.gone));
    default:
        return {};
    }
}

} // namespace

void ReceiptPartsModel::setParts(const std::vector<ReceiptSnapshot::Part>& parts)
{
    // The same instances most of the time: their rows stay.
    const auto sameName = [](const ReceiptSnapshot::Part& a, const ReceiptSnapshot::Part& b) {
        return a.instance == b.instance;
    };
    if (parts.size() == m_parts.size()
        && std::equal(parts.begin(), parts.end(), m_parts.begin(), sameName)) {
        m_parts = parts;
        if (!m_parts.empty())
            Q_EMIT dataChanged(index(0, 0), index(int(m_parts.size()) - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_parts = parts;
    endResetModel();
}

int ReceiptPartsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_parts.size());
}

int ReceiptPartsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ReceiptPartsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole || (role == Qt::ToolTipRole && index.column() == Instance))
        return cellText(m_parts[std::size_t(index.row())], index.column());
    if (role == Qt::TextAlignmentRole)
        return QVariant(
            Qt::AlignVCenter | (index.column() == Instance ? Qt::AlignLeft : Qt::AlignRight));
    return {};
}

QVariant ReceiptPartsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHead(section, orientation, role, section != Instance, [] {
        return std::array{
            tr("Instance"), tr("Recipients"), tr("Acknowledged"), tr("Not yet"), tr("Gone")};
    });
}

} // namespace fanlight
