// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/colors.h"

#include <QMargins>
#include <QProxyStyle>

class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionHeader;
class QStyleOptionMenuItem;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionViewItem;

namespace fanlight {

// How the window's widgets are drawn and what room they take, over Qt's Fusion. There is no style
// sheet: with one a change of the theme gives each widget of each page its rules, its font and its
// layout anew, which takes a second; here it is a change of the colours, and what is seen is drawn
// again. A widget's look (setLook()) is the property "look". Owned by the application, where
// Theme puts it; main thread.
class Style : public QProxyStyle {
    Q_OBJECT
public:
    Style();

    void setDark(bool dark); // widgets are not told: the palette is set with it
    bool isDark() const { return m_dark; }

    using QProxyStyle::polish;
    using QProxyStyle::unpolish;
    void polish(QWidget* widget) override;
    void unpolish(QWidget* widget) override;

    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
        QStyleHintReturn* result) const override;
    int pixelMetric(
        PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
        const QWidget* widget) const override;
    QRect subElementRect(
        SubElement element, const QStyleOption* option, const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
        const QWidget* widget) const override;

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
        const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
        const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
        QPainter* painter, const QWidget* widget) const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void drawGround(const QStyleOption& option, QPainter& painter, const QWidget& widget) const;
    void drawInput(const QStyleOption& option, QPainter& painter, const QWidget& widget) const;
    void drawButton(
        const QStyleOptionButton& option, QPainter& painter, const QWidget* widget) const;
    void drawButtonLabel(
        const QStyleOptionButton& option, QPainter& painter, const QWidget* widget) const;
    void drawFocus(const QStyleOption& option, QPainter& painter, const QWidget* widget) const;
    void drawItem(
        const QStyleOptionViewItem& option, QPainter& painter, const QWidget* widget) const;
    void drawHeaderSection(
        const QStyleOption& option, QPainter& painter, const QWidget* widget) const;
    void drawHeaderLabel(
        const QStyleOptionHeader& option, QPainter& painter, const QWidget* widget) const;
    void drawMenuItem(
        const QStyleOptionMenuItem& option, QPainter& painter, const QWidget* widget) const;
    void drawScrollBar(
        const QStyleOptionSlider& option, QPainter& painter, const QWidget* widget) const;
    QColor inkOf(const QStyleOptionButton& option, const QWidget* widget) const;

    bool m_dark = false;
    StyleColors m_colors;
};

} // namespace fanlight
