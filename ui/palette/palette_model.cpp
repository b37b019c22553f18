// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "palette/palette_model.h"

#include "palette/palette.h"

namespace fanlight {

PaletteModel::PaletteModel(const Palette& palette, QObject* parent)
    : QAbstractListModel(parent)
    , m_palette(palette)
{
}

void PaletteModel::pull()
{
    beginResetModel();
    m_rows = int(m_palette.matches().size());
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)
        || std::size_t(index.row()) >= m_palette.matches().size())
        return {};
    const Palette::Match& match = m_palette.matches()[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return match.entry.title;
    case DetailRole:
        return match.entry.detail;
    case KindRole:
        return match.kind;
    case KeysRole:
        return match.entry.keys;
    case PlacesRole: {
        QVariantList places;
        for (const qsizetype place : match.places)
            places << qlonglong(place);
        return places;
    }
    case Qt::AccessibleTextRole: {
        QStringList parts{match.entry.title, match.entry.detail, match.kind, match.entry.keys};
        parts.removeAll(QString());
        return parts.join(QStringLiteral(", "));
    }
    default:
        return {};
    }
}

} // namespace fanlight
