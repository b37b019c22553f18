// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVariant>

#include <array>

namespace fanlight {

// What headerData() of a table says of a column: its title, to the right above figures.
// `titles` gives those of all columns, an array, and is asked only when one is shown.
template <class Titles>
QVariant columnHead(
    int column, Qt::Orientation orientation, int role, bool isFigure, const Titles& titles)
{
    constexpr int Count = int(std::tuple_size_v<decltype(titles())>);
    if (orientation != Qt::Horizontal || column < 0 || column >= Count)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (isFigure ? Qt::AlignRight : Qt::AlignLeft));
    return role == Qt::DisplayRole ? QVariant(titles().at(std::size_t(column))) : QVariant();
}

} // namespace fanlight
