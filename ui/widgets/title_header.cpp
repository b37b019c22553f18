// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/title_header.h"

#include <QPainter>

namespace fanlight {

namespace {
constexpr int ArrowWidth = 10; // as the style sheet has it
} // namespace

TitleHeader::TitleHeader(QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setHighlightSections(false);
}

void TitleHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == section;
    painter->save();
    painter->setClipRect(rect);
    QHeaderView::paintSection(painter, rect.adjusted(0, 0, sorted ? 0 : ArrowWidth, 0), section);
    painter->restore();
}

} // namespace fanlight
