// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/theme.h"

#include "theme/colors.h"
#include "theme/focus_ring.h"
#include "theme/style.h"
#include "theme/style_parts.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QHash>
#include <QPalette>
#include <QToolTip>
#include <QWidget>

// A static library's resources are linked only when someone asks for them.
static void initResources()
{
    Q_INIT_RESOURCE(theme);
}

namespace fanlight {
namespace {

using Role = Theme::Role;

// Sizes in points, so that the desktop's scaling for poor eyes holds here too.
constexpr double TextPoints = 9.75;

const QString Interface = QStringLiteral("Inter");
const QString FixedWidth = QStringLiteral("DejaVu Sans Mono");
const QString Figures = QStringLiteral("Fanlight Figures"); // fonts/

QPalette palette(bool dark)
{
    const auto color = [dark](Role role) { return themeColor(role, dark); };
    QPalette result(color(Role::Text), color(Role::Panel), color(Role::Panel), color(Role::Dim),
        color(Role::Line), color(Role::Text), color(Role::Bad), color(Role::Panel),
        color(Role::Background));
    result.setColor(QPalette::AlternateBase, color(Role::Background));
    result.setColor(QPalette::ToolTipBase, color(Role::Panel));
    result.setColor(QPalette::ToolTipText, color(Role::Text));
    result.setColor(QPalette::PlaceholderText, color(Role::Dim));
    result.setColor(QPalette::Highlight, color(Role::AccentSoft));
    result.setColor(QPalette::HighlightedText, color(Role::Text));
    result.setColor(QPalette::Link, color(Role::Accent));
    result.setColor(QPalette::LinkVisited, color(Role::Accent));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        result.setColor(QPalette::Disabled, role, color(Role::Dim));
    return result;
}

// Of what is written into: text that is marked there stands out more than a row that is chosen.
QPalette inputPalette(QPalette colors, bool dark)
{
    colors.setColor(QPalette::Highlight, StyleColors(dark).selection);
    colors.setColor(QPalette::Disabled, QPalette::Base, themeColor(Role::Background, dark));
    return colors;
}

// Asked of the system once: with each font a widget is given it would take most of the time.
bool isInstalled(const QString& family)
{
    static QHash<QString, bool> known;
    const auto found = known.constFind(family);
    return found != known.cend() ? *found : *known.insert(family, QFontDatabase::hasFamily(family));
}

// Once for the program, however many themes there are.
void loadFigures()
{
    static const bool loaded = [] {
        for (const char* weight : {"Regular", "Medium", "SemiBold", "Bold"})
            QFontDatabase::addApplicationFont(
                QStringLiteral(":/fanlight/theme/fonts/figures-%1.otf").arg(QLatin1String(weight)));
        return true;
    }();
    Q_UNUSED(loaded)
}

QFont interfaceFont(const QFont& desktop)
{
    QFont font = desktop;
    if (isInstalled(Interface))
        font = QFont(Interface);
    font.setPointSizeF(TextPoints);
    return font;
}

} // namespace

QString fixedWidthFamily()
{
    return isInstalled(FixedWidth) ? FixedWidth
                                   : QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
}

std::optional<Theme::Mode> Theme::modeFromText(QStringView text)
{
    for (const Mode mode : {Mode::System, Mode::Light, Mode::Dark}) {
        if (text == modeText(mode))
            return mode;
    }
    return std::nullopt;
}

QString Theme::modeText(Mode mode)
{
    switch (mode) {
    case Mode::Light:
        return QStringLiteral("light");
    case Mode::Dark:
        return QStringLiteral("dark");
    case Mode::System:
        break;
    }
    return QStringLiteral("system");
}

Theme::Theme(QObject* parent)
    : QObject(parent)
    , m_desktopFont(QGuiApplication::font())
{
    initResources();
    loadFigures();
    new FocusRings(*this);
    m_dark = desktopIsDark();
}

void Theme::setMode(Mode mode)
{
    m_mode = mode;
    if (mode == Mode::System)
        QCoreApplication::instance()->installEventFilter(this);
    else
        QCoreApplication::instance()->removeEventFilter(this);
    m_dark = mode == Mode::System ? desktopIsDark() : mode == Mode::Dark;
    apply();
}

QColor Theme::color(Role role) const
{
    return themeColor(role, m_dark);
}

QFont Theme::monospace(int pointDelta) const
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (isInstalled(FixedWidth))
        font = QFont(FixedWidth);
    font.setStyleHint(QFont::Monospace);
    font.setPointSizeF(style_parts::SmallPoints + pointDelta);
    return font;
}

QFont Theme::tabular() const
{
    // Qt 6.4 cannot ask a font for its tabular figures. Those of Inter come as a font of their own
    // (fonts/); beside any other type face, that face's own figures are better than a stranger's.
    QFont font = interfaceFont(m_desktopFont);
    if (font.family() == Interface && isInstalled(Figures))
        font.setFamilies({Figures, Interface});
    return font;
}

bool Theme::eventFilter(QObject* watched, QEvent* event)
{
    // Of the palette the application alone is heard: it is told while the palette is set, so what
    // we did ourselves is known as such. Windows are told of the same change later, and a look at
    // the desktop's colours is a change, too: taking that for the desktop's would never end.
    const bool desktopChanged
        = (event->type() == QEvent::ApplicationPaletteChange && watched == qApp)
        || (event->type() == QEvent::ThemeChange && watched->isWindowType());
    if (desktopChanged && !m_applying && m_mode == Mode::System) {
        const bool dark = desktopIsDark();
        const bool differs = dark != m_dark;
        m_dark = dark;
        if (differs || QGuiApplication::palette() != palette(m_dark))
            apply();
    }
    return QObject::eventFilter(watched, event);
}

// Takes our palette off for a moment: what shows then is the desktop's.
bool Theme::desktopIsDark()
{
    const QScopedValueRollback guard(m_applying, true);
    const QPalette ours = QGuiApplication::palette();
    QApplication::setPalette(QPalette());
    const QPalette desktop = QGuiApplication::palette();
    const bool dark = desktop.color(QPalette::Window).lightness()
        < desktop.color(QPalette::WindowText).lightness();
    if (ours.resolveMask() != 0)
        QApplication::setPalette(ours);
    return dark;
}

void Theme::apply()
{
    {
        const QScopedValueRollback guard(m_applying, true);
        auto* style = qobject_cast<Style*>(QApplication::style());
        if (!style) {
            style = new Style; // the application owns it
            QApplication::setStyle(style);
        }
        style->setDark(m_dark);
        const QPalette colors = palette(m_dark);
        QApplication::setPalette(colors);
        for (const char* written : {"QLineEdit", "QPlainTextEdit", "QTextEdit"})
            QApplication::setPalette(inputPalette(colors, m_dark), written);
        QToolTip::setPalette(colors); // some desktops have one of their own for it
        if (const QFont font = interfaceFont(m_desktopFont); font != QApplication::font())
            QApplication::setFont(font);
    }
    Q_EMIT changed();
}

void setLook(QWidget& widget, const char* look)
{
    const QString name = QString::fromLatin1(look);
    if (widget.property("look").toString() == name)
        return;
    widget.style()->unpolish(&widget); // what the look before it set
    widget.setProperty("look", name);
    widget.style()->polish(&widget);
}

QColor translucent(QColor color, double alpha)
{
    color.setAlphaF(float(alpha));
    return color;
}

} // namespace fanlight
