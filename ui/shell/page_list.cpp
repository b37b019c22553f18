// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/page_list.h"

#include "theme/theme.h"
#include "widgets/assistive.h"

#include <QPainter>
#include <QStyledItemDelegate>

#include <utility>

namespace fanlight {
namespace {

enum ItemRole { PageRole = Qt::UserRole, GroupRole, CountRole, IconRole };
constexpr int Heading = -1; // PageRole of a group's heading

constexpr int RowHeight = 33;
constexpr int RowGap = 2;
constexpr int HeadingHeight = 34;
constexpr int FoldedHeadingHeight = 17;
constexpr int TightRowHeight = 26;
constexpr int TightHeadingHeight = 24;
constexpr int TightFoldedHeadingHeight = 9;
constexpr int Padding = 10;
constexpr int IconSide = 16;
constexpr double IconStroke = 1.4;
constexpr int PagesWithControl = 10;
constexpr int PagesWithKeys = 19;

int rowHeight(bool tight)
{
    return (tight ? TightRowHeight : RowHeight) + RowGap;
}

int headingHeight(bool folded, bool tight)
{
    if (folded)
        return tight ? TightFoldedHeadingHeight : FoldedHeadingHeight;
    return tight ? TightHeadingHeight : HeadingHeight;
}

class PageDelegate : public QStyledItemDelegate {
public:
    PageDelegate(const Theme& theme, const PageList& list, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
        , m_list(list)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        return {0,
            isHeading(index) ? headingHeight(m_list.isFolded(), m_list.isTight())
                             : rowHeight(m_list.isTight())};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (isHeading(index))
            paintHeading(*painter, option, index);
        else
            paintPage(*painter, option, index);
        painter->restore();
    }

private:
    static bool isHeading(const QModelIndex& index)
    {
        return index.data(PageRole).toInt() == Heading;
    }

    void paintHeading(
        QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
    {
        if (m_list.isFolded()) {
            painter.setPen(m_theme.color(Theme::Role::Line));
            const double y = option.rect.center().y() - 0.5;
            painter.drawLine(QPointF(option.rect.left() + Padding, y),
                QPointF(option.rect.right() - Padding, y));
            return;
        }
        QFont font = option.font;
        font.setPointSizeF(font.pointSizeF() * 11 / 13);
        font.setWeight(QFont::DemiBold);
        painter.setFont(font);
        painter.setPen(m_theme.color(Theme::Role::Dim));
        painter.drawText(option.rect.adjusted(Padding, 0, -Padding, -5),
            Qt::AlignLeft | Qt::AlignBottom, index.data().toString());
    }

    void paintPage(
        QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
    {
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const QRectF row = QRectF(option.rect).adjusted(0, 0, 0, -RowGap);
        painter.setPen(Qt::NoPen);
        if (selected)
            painter.setBrush(m_theme.color(Theme::Role::AccentSoft));
        else if (option.state.testFlag(QStyle::State_MouseOver))
            painter.setBrush(m_theme.color(Theme::Role::Background));
        if (option.state.testFlag(QStyle::State_HasFocus)
            && option.state.testFlag(QStyle::State_KeyboardFocusChange))
            painter.setPen(m_theme.color(Theme::Role::Accent));
        painter.drawRoundedRect(row.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);

        const QColor ink = m_theme.color(selected ? Theme::Role::Accent : Theme::Role::Text);
        if (m_list.isFolded())
            paintIcon(painter, row, icon::Page(index.data(IconRole).toInt()), ink);
        else
            paintName(painter, option, row, index, ink);
    }

    static void paintIcon(QPainter& painter, const QRectF& row, icon::Page page, const QColor& ink)
    {
        painter.translate(row.center() - QPointF(IconSide, IconSide) / 2);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(ink, IconStroke, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPath(icon::page(page));
    }

    // The count first: a name gives way to it.
    void paintName(QPainter& painter, const QStyleOptionViewItem& option, const QRectF& row,
        const QModelIndex& index, const QColor& ink) const
    {
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        QRectF text = row.adjusted(Padding, 0, -Padding, 0);
        const QString count = index.data(CountRole).toString();
        QFont figures = m_theme.tabular();
        figures.setPointSizeF(figures.pointSizeF() * 12 / 13);
        painter.setFont(figures);
        painter.setPen(selected ? ink : m_theme.color(Theme::Role::Dim));
        painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter, count);
        if (!count.isEmpty())
            text.setRight(text.right() - painter.fontMetrics().horizontalAdvance(count) - Padding);

        QFont font = option.font;
        font.setWeight(selected ? QFont::DemiBold : QFont::Normal);
        painter.setFont(font);
        painter.setPen(ink);
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
            painter.fontMetrics().elidedText(
                index.data().toString(), Qt::ElideRight, int(text.width())));
    }

    const Theme& m_theme;
    const PageList& m_list;
};

} // namespace

PageList::PageList(const Theme& theme, QWidget* parent)
    : QListWidget(parent)
    , m_theme(theme)
{
    setItemDelegate(new PageDelegate(theme, *this, this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Pages"));
    followSelection(*this);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    connect(this, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        if (item)
            Q_EMIT currentPageChanged(item->data(PageRole).toInt());
    });
}

int PageList::addPage(const QString& group, const QString& title, icon::Page drawing)
{
    auto* item = new QListWidgetItem(title);
    item->setData(PageRole, m_pages);
    item->setData(GroupRole, group);
    item->setData(IconRole, int(drawing));
    insertItem(endOfGroup(group), item);
    updateTips();
    return m_pages++;
}

// The row behind the group's last page; a group not yet there gets its heading.
int PageList::endOfGroup(const QString& group)
{
    int end = -1;
    for (int i = 0; i < count(); ++i) {
        if (item(i)->data(GroupRole).toString() == group)
            end = i + 1;
    }
    if (end >= 0)
        return end;
    if (group.isEmpty())
        return 0;
    auto* heading = new QListWidgetItem(group);
    heading->setData(PageRole, Heading);
    heading->setData(GroupRole, group);
    heading->setFlags(Qt::NoItemFlags);
    addItem(heading);
    return count();
}

void PageList::setCount(int page, const QString& text)
{
    if (QListWidgetItem* item = itemOf(page)) {
        item->setData(CountRole, text);
        item->setData(Qt::AccessibleTextRole,
            text.isEmpty() ? item->text() : item->text() + QLatin1Char(' ') + text);
    }
}

QKeySequence PageList::keyOf(int place)
{
    if (place < 0 || place >= PagesWithKeys)
        return {};
    const bool first = place < PagesWithControl;
    const auto digit = Qt::Key(Qt::Key_0 + (place + 1) % PagesWithControl);
    return first ? QKeySequence(Qt::CTRL | digit) : QKeySequence(Qt::CTRL | Qt::ALT | digit);
}

// A page that comes later moves the places of others.
void PageList::updateTips()
{
    int place = 0;
    for (int i = 0; i < count(); ++i) {
        if (item(i)->data(PageRole).toInt() == Heading)
            continue;
        const QString keys = keyOf(place++).toString(QKeySequence::NativeText);
        item(i)->setToolTip(keys.isEmpty()
                ? item(i)->text()
                : tr("%1 (%2)", "page, keys").arg(item(i)->text(), keys));
    }
}

void PageList::setFolded(bool folded)
{
    if (folded == m_folded)
        return;
    m_folded = folded;
    fitHeight();
    scheduleDelayedItemsLayout(); // headings are of another height
    viewport()->update();
}

void PageList::fitHeight()
{
    const int headings = count() - m_pages;
    const int needed = m_pages * rowHeight(false) + headings * headingHeight(m_folded, false);
    if (std::exchange(m_tight, needed > viewport()->height()) != m_tight)
        scheduleDelayedItemsLayout();
}

void PageList::resizeEvent(QResizeEvent* event)
{
    QListWidget::resizeEvent(event);
    fitHeight();
}

QString PageList::titleOf(int page) const
{
    const QListWidgetItem* item = itemOf(page);
    return item ? item->text() : QString();
}

int PageList::currentPage() const
{
    return currentItem() ? currentItem()->data(PageRole).toInt() : -1;
}

void PageList::setCurrentPage(int page)
{
    if (QListWidgetItem* item = itemOf(page))
        setCurrentItem(item);
}

QList<int> PageList::pagesInOrder() const
{
    QList<int> pages;
    for (int i = 0; i < count(); ++i) {
        if (const int page = item(i)->data(PageRole).toInt(); page != Heading)
            pages << page;
    }
    return pages;
}

QListWidgetItem* PageList::itemOf(int page) const
{
    for (int i = 0; page != Heading && i < count(); ++i) {
        if (item(i)->data(PageRole).toInt() == page)
            return item(i);
    }
    return nullptr;
}

} // namespace fanlight
