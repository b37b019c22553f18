// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/page_list.h"

#include "theme/theme.h"

#include <QPainter>
#include <QStyledItemDelegate>

namespace fanlight {
namespace {

enum ItemRole { PageRole = Qt::UserRole, GroupRole, CountRole };
constexpr int Heading = -1; // PageRole of a group's heading

constexpr int RowHeight = 33;
constexpr int RowGap = 2;
constexpr int HeadingHeight = 34;
constexpr int Padding = 10;

class PageDelegate : public QStyledItemDelegate {
public:
    PageDelegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        return {0, isHeading(index) ? HeadingHeight : RowHeight + RowGap};
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

        QFont font = option.font;
        font.setWeight(selected ? QFont::DemiBold : QFont::Normal);
        painter.setFont(font);
        painter.setPen(m_theme.color(selected ? Theme::Role::Accent : Theme::Role::Text));
        const QRectF text = row.adjusted(Padding, 0, -Padding, 0);
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());

        painter.setFont(m_theme.monospace(-1));
        painter.setPen(m_theme.color(selected ? Theme::Role::Accent : Theme::Role::Dim));
        painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter, index.data(CountRole).toString());
    }

    const Theme& m_theme;
};

} // namespace

PageList::PageList(const Theme& theme, QWidget* parent)
    : QListWidget(parent)
    , m_theme(theme)
{
    setItemDelegate(new PageDelegate(theme, this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Pages"));
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    connect(this, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        if (item)
            Q_EMIT currentPageChanged(item->data(PageRole).toInt());
    });
}

int PageList::addPage(const QString& group, const QString& title)
{
    auto* item = new QListWidgetItem(title);
    item->setData(PageRole, m_pages);
    item->setData(GroupRole, group);
    insertItem(endOfGroup(group), item);
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
