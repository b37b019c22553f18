// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMargins>
#include <QString>
#include <QStyle>

class QWidget;

namespace fanlight {

// What the measuring and the painting half of Style both know of a widget; sizes in pixels.
namespace style_parts {

QString look(const QWidget* widget); // of setLook(); empty: none
QString segment(const QWidget* widget); // "first", "middle", "last", "only"; empty: no segment
bool isCard(const QWidget& widget);
bool isTextEdit(const QWidget& widget); // of several lines
bool isComboList(const QWidget* widget);

QMargins framePadding(const QWidget& widget); // between a frame's outside and what is in it
QMargins itemPadding(const QWidget* view); // around what stands in a cell
QMargins buttonPadding(const QWidget* button); // its border is one of them

constexpr double SmallPoints = 9; // in points, so that the desktop's scaling holds here too
constexpr int SpinArrowWidth = 20;
constexpr int ComboArrowWidth = 22;
constexpr QSize Chevron{10, 6};
constexpr int HeaderSidePadding = 11;
constexpr int HeaderTopPadding = 6;
constexpr QMargins MenuItemPadding{12, 5, 24, 5};
constexpr int MenuMarkWidth = 20; // before the text where some of a menu's items can be ticked
constexpr int MenuKeysGap = 13; // between a menu's texts and its keys

} // namespace style_parts
} // namespace fanlight
