// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/style.h"

#include "theme/style_parts.h"

#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>
#include <QFrame>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTableView>
#include <QTextEdit>

#include <algorithm>
#include <optional>

namespace fanlight {

using namespace style_parts;

namespace {

// What a look says of the font; the rest stays what the widget was given.
struct FontLook {
    double points = 0; // 0: as it is
    int weight = 0;
    double spacing = 0;
    bool fixedWidth = false;
};

constexpr double ValuePoints = 18;

FontLook fontLookOf(const QWidget& widget)
{
    const QString look = style_parts::look(&widget);
    if (qobject_cast<const QHeaderView*>(&widget))
        return {SmallPoints, QFont::Medium, 0, false};
    if (qobject_cast<const QPushButton*>(&widget)) {
        if (!segment(&widget).isEmpty())
            return {0, QFont::Normal, 0, false};
        return {look == QLatin1String("small") ? SmallPoints : 0, QFont::Medium, 0, false};
    }
    if (look == QLatin1String("code"))
        return {SmallPoints, 0, 0, true};
    if (!qobject_cast<const QLabel*>(&widget))
        return {};
    if (look == QLatin1String("title"))
        return {0, QFont::DemiBold, 0, false};
    if (look == QLatin1String("value"))
        return {ValuePoints, QFont::DemiBold, -0.5, false};
    if (look == QLatin1String("hint") || look == QLatin1String("bad")
        || look.startsWith(QLatin1String("badge")))
        return {SmallPoints, 0, 0, false};
    return {};
}

bool hasFontLook(const FontLook& look)
{
    return look.points > 0 || look.weight > 0 || look.spacing != 0 || look.fixedWidth;
}

void applyFont(QWidget& widget)
{
    const FontLook look = fontLookOf(widget);
    QFont font = widget.font();
    if (look.fixedWidth) {
        static const QString family = fixedWidthFamily();
        font.setFamilies({family});
    }
    if (look.points > 0)
        font.setPointSizeF(look.points);
    if (look.weight > 0)
        font.setWeight(QFont::Weight(look.weight));
    if (look.spacing != 0)
        font.setLetterSpacing(QFont::AbsoluteSpacing, look.spacing);
    if (font != widget.font() || font.resolveMask() != widget.font().resolveMask())
        widget.setFont(font);
}

// What the look said of the font is asked of the parent again.
void takeFontBack(QWidget& widget)
{
    const FontLook look = fontLookOf(widget);
    if (!hasFontLook(look))
        return;
    uint mask = widget.font().resolveMask();
    if (look.fixedWidth)
        mask &= ~uint(QFont::FamilyResolved | QFont::FamiliesResolved);
    if (look.points > 0)
        mask &= ~uint(QFont::SizeResolved);
    if (look.weight > 0)
        mask &= ~uint(QFont::WeightResolved);
    if (look.spacing != 0)
        mask &= ~uint(QFont::LetterSpacingResolved);
    QFont font = widget.font();
    font.setResolveMask(mask);
    widget.setFont(font);
}

// Labels draw with a role of the palette, so that nobody need tell them of another theme.
QPalette::ColorRole inkRoleOf(const QString& look)
{
    if (look == QLatin1String("dim") || look == QLatin1String("hint")
        || look == QLatin1String("badge"))
        return QPalette::PlaceholderText;
    if (look == QLatin1String("bad"))
        return QPalette::BrightText;
    if (look == QLatin1String("badge-accent"))
        return QPalette::Link;
    return QPalette::NoRole;
}

bool isFramed(const QString& look)
{
    return look == QLatin1String("toast") || look == QLatin1String("popup")
        || look == QLatin1String("banner");
}

bool hasOwnGround(const QWidget& widget)
{
    const QString look = style_parts::look(&widget);
    return isCard(widget) || isTextEdit(widget) || isFramed(look)
        || look.endsWith(QLatin1String("-bar")) || look.startsWith(QLatin1String("badge"))
        || look == QLatin1String("rule") || look == QLatin1String("panel")
        || look == QLatin1String("groups") || isComboList(&widget);
}

QSize grownBy(const QSize& size, const QMargins& margins)
{
    return size.grownBy(margins);
}

} // namespace

namespace style_parts {

QString look(const QWidget* widget)
{
    return widget ? widget->property("look").toString() : QString();
}

QString segment(const QWidget* widget)
{
    return widget ? widget->property("segment").toString() : QString();
}

bool isCard(const QWidget& widget)
{
    return widget.inherits("fanlight::Card");
}

bool isTextEdit(const QWidget& widget)
{
    return qobject_cast<const QPlainTextEdit*>(&widget) || qobject_cast<const QTextEdit*>(&widget);
}

bool isComboList(const QWidget* widget)
{
    return widget && qobject_cast<const QAbstractItemView*>(widget) && widget->parentWidget()
        && widget->parentWidget()->inherits("QComboBoxPrivateContainer");
}

QMargins framePadding(const QWidget& widget)
{
    const QString look = style_parts::look(&widget);
    if (isTextEdit(widget))
        return {9, 7, 9, 7};
    if (look.startsWith(QLatin1String("badge")))
        return {7, 2, 7, 2};
    if (look == QLatin1String("groups"))
        return {7, 7, 7, 7};
    if (look == QLatin1String("top-bar"))
        return {0, 0, 0, 1};
    if (look == QLatin1String("side-bar"))
        return {0, 0, 1, 0};
    if (look == QLatin1String("status-bar"))
        return {0, 1, 0, 0};
    if (look == QLatin1String("popup") && qobject_cast<const QAbstractItemView*>(&widget))
        return {5, 5, 5, 5};
    if (isCard(widget) || isFramed(look) || isComboList(&widget))
        return {1, 1, 1, 1};
    return {};
}

QMargins itemPadding(const QWidget* view)
{
    const QString look = style_parts::look(view);
    if (look == QLatin1String("groups"))
        return {10, 7, 10, 7};
    if (look == QLatin1String("popup"))
        return {10, 4, 10, 4};
    if (qobject_cast<const QTableView*>(view))
        return {8, 0, 8, 1};
    return {};
}

QMargins buttonPadding(const QWidget* button)
{
    const QString place = segment(button);
    if (!place.isEmpty()) {
        const bool last = place == QLatin1String("last") || place == QLatin1String("only");
        return {12, 6, last ? 12 : 11, 6};
    }
    const QString look = style_parts::look(button);
    if (look == QLatin1String("small"))
        return {9, 3, 9, 3};
    if (look == QLatin1String("primary"))
        return {13, 7, 13, 7};
    if (look == QLatin1String("flat"))
        return {5, 5, 5, 5};
    if (look == QLatin1String("link"))
        return {5, 3, 5, 3};
    return {13, 6, 13, 6};
}

} // namespace style_parts

Style::Style()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
    , m_colors(m_dark)
{
}

void Style::setDark(bool dark)
{
    m_dark = dark;
    m_colors = StyleColors(dark);
}

void Style::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    const QString look = style_parts::look(widget);
    if (hasFontLook(fontLookOf(*widget))) {
        applyFont(*widget);
        widget->installEventFilter(this); // whoever gives it a font leaves it the look
    }
    if (auto* label = qobject_cast<QLabel*>(widget))
        label->setForegroundRole(inkRoleOf(look));
    if (hasOwnGround(*widget))
        widget->setAttribute(Qt::WA_StyledBackground);
    if (auto* edit = qobject_cast<QAbstractScrollArea*>(widget); edit && isTextEdit(*widget))
        edit->viewport()->setBackgroundRole(
            look == QLatin1String("code") ? QPalette::Window : QPalette::NoRole);
    if (auto* header = qobject_cast<QHeaderView*>(widget))
        header->viewport()->setAttribute(Qt::WA_Hover);
    // What scrolls lies on the ground of what it is in.
    if (auto* area = qobject_cast<QScrollArea*>(widget)) {
        area->viewport()->setAutoFillBackground(false);
        if (QWidget* inside = area->widget())
            inside->setAutoFillBackground(false);
    }
    if (auto* frame = qobject_cast<QFrame*>(widget);
        frame && (hasOwnGround(*widget) || qobject_cast<QAbstractScrollArea*>(widget))) {
        QEvent event(QEvent::StyleChange); // a frame asks for its margins only then
        QCoreApplication::sendEvent(frame, &event);
    }
    if (!look.isEmpty())
        widget->update();
}

void Style::unpolish(QWidget* widget)
{
    widget->removeEventFilter(this);
    takeFontBack(*widget);
    if (auto* label = qobject_cast<QLabel*>(widget))
        label->setForegroundRole(QPalette::NoRole);
    if (hasOwnGround(*widget))
        widget->setAttribute(Qt::WA_StyledBackground, false);
    QProxyStyle::unpolish(widget);
}

bool Style::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FontChange && watched->isWidgetType())
        applyFont(*static_cast<QWidget*>(watched));
    return QProxyStyle::eventFilter(watched, event);
}

// Mnemonics work everywhere; only menus underline them.
int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
    QStyleHintReturn* result) const
{
    if (hint == SH_UnderlineShortcut)
        return qobject_cast<const QMenu*>(widget) || qobject_cast<const QMenuBar*>(widget);
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons) // Fusion's own are drawn in its own colours
        return 0;
    if (hint == SH_Table_GridLineColor)
        return int(m_colors.line.rgba());
    return QProxyStyle::styleHint(hint, option, widget, result);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return 10;
    case PM_ScrollBarSliderMin:
        return 28;
    case PM_ScrollView_ScrollBarSpacing:
    case PM_ScrollView_ScrollBarOverlap:
        return 0;
    case PM_SplitterWidth:
        return 12;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuHMargin:
    case PM_MenuVMargin:
        return 4;
    case PM_MenuBarHMargin:
        return 8;
    case PM_MenuBarVMargin:
        return 2;
    case PM_MenuBarPanelWidth:
        return 0;
    case PM_ToolTipLabelFrameWidth:
        return 4;
    case PM_MenuButtonIndicator:
        return Chevron.width();
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
    const QWidget* widget) const
{
    switch (type) {
    case CT_PushButton:
        return grownBy(contents, buttonPadding(widget));
    case CT_LineEdit:
        if (const auto* edit = qobject_cast<const QLineEdit*>(widget); edit && !edit->hasFrame())
            return contents;
        return grownBy(contents, {10, 6, 10, 6});
    case CT_SpinBox:
        return grownBy(contents, {10, 6, 23 + SpinArrowWidth, 6});
    case CT_ComboBox:
        return grownBy(contents, {10, 6, 12 + ComboArrowWidth, 6});
    case CT_HeaderSection:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            const int margin = pixelMetric(PM_HeaderMargin, option, widget);
            const QSize text = header->fontMetrics.size(0, header->text);
            return {text.width() + 2 * (margin + HeaderSidePadding),
                text.height() + 2 * (margin + HeaderTopPadding) + 2};
        }
        break;
    case CT_ItemViewItem:
        return grownBy(
            QProxyStyle::sizeFromContents(type, option, contents, widget), itemPadding(widget));
    case CT_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
            item && qobject_cast<const QMenu*>(widget)) {
            if (item->menuItemType == QStyleOptionMenuItem::Separator)
                return {contents.width(), 9};
            return grownBy(contents, MenuItemPadding)
                + QSize(item->menuHasCheckableItems ? MenuMarkWidth : 0, 0)
                + QSize(item->text.contains(QLatin1Char('\t')) ? MenuKeysGap : 0, 0);
        }
        break;
    case CT_MenuBarItem:
        return grownBy(contents, {8, 4, 8, 4});
    case CT_ProgressBar:
        return {contents.width(), 10};
    default:
        break;
    }
    return QProxyStyle::sizeFromContents(type, option, contents, widget);
}

QRect Style::subElementRect(
    SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    switch (element) {
    case SE_PushButtonContents:
        return option->rect.marginsRemoved(buttonPadding(widget));
    case SE_LineEditContents:
        if (const auto* edit = qobject_cast<const QLineEdit*>(widget); edit && !edit->hasFrame())
            return option->rect;
        return option->rect.marginsRemoved({10, 6, 10, 6});
    case SE_ShapedFrameContents:
    case SE_FrameContents:
        if (widget && (hasOwnGround(*widget) || qobject_cast<const QAbstractScrollArea*>(widget))
            && !(look(widget) == QLatin1String("panel")))
            return option->rect.marginsRemoved(framePadding(*widget));
        break;
    case SE_ItemViewItemText:
    case SE_ItemViewItemDecoration:
    case SE_ItemViewItemFocusRect:
    case SE_ItemViewItemCheckIndicator:
        if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option)) {
            QStyleOptionViewItem inside = *item;
            inside.rect = item->rect.marginsRemoved(itemPadding(widget));
            return QProxyStyle::subElementRect(element, &inside, widget);
        }
        break;
    case SE_HeaderLabel: {
        const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
        const bool sorted = header && header->sortIndicator != QStyleOptionHeader::None;
        const QRect label = option->rect.marginsRemoved({HeaderSidePadding, HeaderTopPadding,
            HeaderSidePadding + (sorted ? Chevron.width() : 0), HeaderTopPadding + 1});
        return visualRect(option->direction, option->rect, label);
    }
    case SE_HeaderArrow: {
        QRect arrow({}, Chevron);
        arrow.moveCenter(option->rect.center());
        arrow.moveRight(option->rect.right());
        return visualRect(option->direction, option->rect, arrow);
    }
    case SE_ProgressBarGroove:
    case SE_ProgressBarContents:
    case SE_ProgressBarLabel:
        return option->rect;
    default:
        break;
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex* option,
    SubControl part, const QWidget* widget) const
{
    const QRect all = option->rect;
    std::optional<QRect> place;
    if (control == CC_SpinBox) {
        const QRect arrows(
            all.right() + 1 - SpinArrowWidth, all.top(), SpinArrowWidth, all.height());
        const int half = arrows.height() / 2;
        if (part == SC_SpinBoxUp)
            place = arrows.adjusted(0, 0, 0, half - arrows.height());
        else if (part == SC_SpinBoxDown)
            place = arrows.adjusted(0, half, 0, 0);
        else if (part == SC_SpinBoxEditField)
            place = all.marginsRemoved({10, 6, 23, 6});
        else if (part == SC_SpinBoxFrame)
            place = all;
    } else if (control == CC_ComboBox) {
        if (part == SC_ComboBoxArrow)
            place = QRect(
                all.right() + 1 - ComboArrowWidth, all.top(), ComboArrowWidth, all.height());
        else if (part == SC_ComboBoxEditField)
            place = all.marginsRemoved({10, 6, 10 + ComboArrowWidth, 6});
        else if (part == SC_ComboBoxFrame)
            place = all;
    } else if (control == CC_ScrollBar) {
        const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
        if (!slider)
            return {};
        const bool level = slider->orientation == Qt::Horizontal;
        const int room = level ? all.width() : all.height();
        const qint64 range = qint64(slider->maximum) - slider->minimum;
        const int length = range <= 0
            ? room
            : std::clamp(int(qint64(room) * slider->pageStep / (range + slider->pageStep)),
                std::min(pixelMetric(PM_ScrollBarSliderMin, option, widget), room), room);
        const int begin = sliderPositionFromValue(slider->minimum, slider->maximum,
            slider->sliderPosition, room - length, slider->upsideDown);
        const auto span = [level, &all](int from, int size) {
            return level ? QRect(all.left() + from, all.top(), size, all.height())
                         : QRect(all.left(), all.top() + from, all.width(), size);
        };
        switch (part) {
        case SC_ScrollBarGroove:
            place = all;
            break;
        case SC_ScrollBarSlider:
            place = span(begin, length);
            break;
        case SC_ScrollBarSubPage:
            place = span(0, begin);
            break;
        case SC_ScrollBarAddPage:
            place = span(begin + length, room - begin - length);
            break;
        default:
            return {};
        }
    }
    return place ? visualRect(option->direction, all, *place)
                 : QProxyStyle::subControlRect(control, option, part, widget);
}

} // namespace fanlight
