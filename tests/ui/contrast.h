// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QImage>

#include <algorithm>
#include <cmath>
#include <map>

namespace fanlight {

// WCAG 2.1: relative luminance and contrast ratio.
inline double luminance(QColor color)
{
    const auto channel
        = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF())
        + 0.0722 * channel(color.blueF());
}

inline double contrast(QColor a, QColor b)
{
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

// Of what is drawn in a picture: between its ground, which most of it is, and what differs most.
inline double drawnContrast(const QImage& picture)
{
    std::map<QRgb, int> colours;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            ++colours[picture.pixel(x, y)];
    }
    const auto ground = std::max_element(colours.begin(), colours.end(),
        [](const auto& a, const auto& b) { return a.second < b.second; });
    double most = 1;
    for (const auto& [colour, count] : colours)
        most = std::max(most, contrast(QColor(colour), QColor(ground->first)));
    return most;
}

} // namespace fanlight
