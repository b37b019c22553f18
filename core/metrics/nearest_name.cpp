// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/nearest_name.h"

#include <algorithm>
#include <vector>

namespace fanlight {

namespace {
constexpr qsizetype MostCompared = 64; // characters; a longer name is no slip of the keyboard

qsizetype editDistance(QStringView from, QStringView to)
{
    const auto rows = std::size_t(from.size()) + 1;
    const auto columns = std::size_t(to.size()) + 1;
    const auto isSame = [&](std::size_t i, std::size_t j) {
        return from[qsizetype(i) - 1] == to[qsizetype(j) - 1];
    };
    std::vector<std::vector<qsizetype>> distance(rows, std::vector<qsizetype>(columns));
    for (std::size_t i = 0; i < rows; ++i) {
        for (std::size_t j = 0; j < columns; ++j) {
            qsizetype& least = distance[i][j];
            least = qsizetype(std::max(i, j));
            if (i == 0 || j == 0)
                continue;
            least = std::min({distance[i - 1][j] + 1, distance[i][j - 1] + 1,
                distance[i - 1][j - 1] + (isSame(i, j) ? 0 : 1)});
            if (i > 1 && j > 1 && isSame(i, j - 1) && isSame(i - 1, j))
                least = std::min(least, distance[i - 2][j - 2] + 1);
        }
    }
    return distance.back().back();
}
} // namespace

QString nearestName(QStringView name, const QStringList& known)
{
    if (name.size() > MostCompared)
        return {};
    QString nearest;
    qsizetype least = std::max<qsizetype>(name.size() / 2, 2);
    for (const QString& candidate : known) {
        const bool isShortened = !name.isEmpty() && candidate.startsWith(name);
        const qsizetype distance = isShortened ? 0 : editDistance(name, candidate);
        if (distance < least) {
            least = distance;
            nearest = candidate;
        }
    }
    return nearest;
}

} // namespace fanlight
