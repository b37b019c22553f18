// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/flow_layout.h"

#include <QHBoxLayout>
#include <QWidget>

#include <algorithm>

namespace fanlight {

namespace {
constexpr int ReadableWidth = 220; // of what grows: a line more is better than a word of it
} // namespace

FlowLayout::FlowLayout(int gap, int lineGap)
    : m_gap(gap)
    , m_lineGap(lineGap)
{
    setContentsMargins({});
}

FlowLayout::FlowLayout(QWidget* parent, int gap, int lineGap)
    : QLayout(parent)
    , m_gap(gap)
    , m_lineGap(lineGap)
{
    setContentsMargins({});
}

FlowLayout::~FlowLayout()
{
    for (QLayoutItem* item : m_items)
        delete item;
}

void FlowLayout::insertWidget(int place, QWidget* widget)
{
    addChildWidget(widget);
    m_items.insert(m_items.begin() + place, new QWidgetItem(widget));
    invalidate();
}

void FlowLayout::setGrowing(QWidget* widget)
{
    m_growing = widget;
}

void FlowLayout::addTogether(QWidget* word, QWidget* widget)
{
    auto* both = new QWidget;
    auto* line = new QHBoxLayout(both);
    line->setContentsMargins({});
    line->setSpacing(m_gap);
    line->addWidget(word);
    line->addWidget(widget);
    addWidget(both);
}

void FlowLayout::addStretch()
{
    addItem(new QSpacerItem(0, 0, QSizePolicy::Expanding, QSizePolicy::Minimum));
}

void FlowLayout::addItem(QLayoutItem* item)
{
    m_items.push_back(item);
}

QLayoutItem* FlowLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[std::size_t(index)] : nullptr;
}

QLayoutItem* FlowLayout::takeAt(int index)
{
    QLayoutItem* item = itemAt(index);
    if (item)
        m_items.erase(m_items.begin() + index);
    return item;
}

// What grows takes its least width to begin with.
int FlowLayout::widthOf(QLayoutItem& item) const
{
    const bool fills = item.widget()
        && (item.widget()->sizePolicy().horizontalPolicy() & QSizePolicy::ExpandFlag) != 0;
    if (!fills)
        return item.sizeHint().width();
    const int least = item.minimumSize().width();
    if (item.widget() != m_growing)
        return least;
    return std::max(least, std::min(ReadableWidth, item.widget()->maximumWidth()));
}

std::vector<FlowLayout::Line> FlowLayout::lines(int width) const
{
    std::vector<Line> result(1);
    for (QLayoutItem* item : m_items) {
        if (item->isEmpty() && !item->spacerItem())
            continue;
        const int own = widthOf(*item);
        const int gap = result.back().items.empty() || item->spacerItem() ? 0 : m_gap;
        if (!result.back().items.empty() && result.back().width + gap + own > width)
            result.emplace_back();
        Line& line = result.back();
        line.width += (line.items.empty() || item->spacerItem() ? 0 : m_gap) + own;
        line.items.push_back(item);
        line.height = std::max(line.height, item->sizeHint().height());
    }
    return result;
}

int FlowLayout::place(const QRect& rect, bool apply) const
{
    int y = rect.y();
    for (const Line& line : lines(rect.width())) {
        if (line.items.empty())
            continue;
        int spare = std::max(0, rect.width() - line.width);
        int x = rect.x();
        bool first = true;
        for (QLayoutItem* item : line.items) {
            if (item->spacerItem()) {
                x += std::exchange(spare, 0);
                continue;
            }
            x += std::exchange(first, false) ? 0 : m_gap;
            int width = std::min(widthOf(*item), rect.width());
            if (item->widget() && item->widget() == m_growing) {
                const int more = std::min(spare, item->widget()->maximumWidth() - width);
                width += more;
                spare -= more;
            }
            const int height = item->sizeHint().height();
            if (apply)
                item->setGeometry({x, y + (line.height - height) / 2, width, height});
            x += width;
        }
        y += line.height + m_lineGap;
    }
    return y == rect.y() ? 0 : y - rect.y() - m_lineGap;
}

int FlowLayout::heightForWidth(int width) const
{
    const QMargins margins = contentsMargins();
    return place({0, 0, width - margins.left() - margins.right(), 0}, false) + margins.top()
        + margins.bottom();
}

QSize FlowLayout::sizeHint() const
{
    int width = 0;
    int height = 0;
    for (QLayoutItem* item : m_items) {
        if (item->isEmpty() && !item->spacerItem())
            continue;
        width += (width == 0 || item->spacerItem() ? 0 : m_gap) + item->sizeHint().width();
        height = std::max(height, item->sizeHint().height());
    }
    return QSize(width, height).grownBy(contentsMargins());
}

QSize FlowLayout::minimumSize() const
{
    QSize least;
    for (QLayoutItem* item : m_items) {
        if (!item->isEmpty())
            least = least.expandedTo({item->minimumSize().width(), item->sizeHint().height()});
    }
    return least.grownBy(contentsMargins());
}

void FlowLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    place(rect.marginsRemoved(contentsMargins()), true);
}

} // namespace fanlight
