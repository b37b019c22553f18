// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/theme.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QMenuBar>
#include <QPainter>
#include <QPalette>
#include <QProxyStyle>
#include <QStyleFactory>
#include <QStyleOption>
#include <QWidget>

#include <algorithm>
#include <array>
#include <utility>

// A static library's resources are linked only when someone asks for them.
static void initResources()
{
    Q_INIT_RESOURCE(theme);
}

namespace fanlight {
namespace {

using Role = Theme::Role;

struct Entry {
    Role role;
    const char* name; // as the style sheet below writes it: {line}
    QRgb light;
    QRgb dark;
};

constexpr std::array<Entry, 18> Palette{{
    {Role::Background, "background", 0xfff6f7f9, 0xff14181d},
    {Role::Panel, "panel", 0xffffffff, 0xff1c2229},
    {Role::Line, "line", 0xffe2e5ea, 0xff2c343d},
    {Role::Text, "text", 0xff1b2430, 0xffe7ebf0},
    {Role::Dim, "dim", 0xff667085, 0xff94a0af},
    {Role::Accent, "accent", 0xff0f766e, 0xff2dd4bf},
    {Role::AccentSoft, "accent-soft", 0xffd5f0ec, 0xff123b37},
    {Role::OnAccent, "on-accent", 0xffffffff, 0xff06201d},
    {Role::Good, "good", 0xff067647, 0xff47cd89},
    {Role::GoodSoft, "good-soft", 0xffd1fadf, 0xff0d3321},
    {Role::Warning, "warning", 0xffb54708, 0xfffdb022},
    {Role::WarningSoft, "warning-soft", 0xfffef0c7, 0xff3a2a08},
    {Role::Bad, "bad", 0xffb42318, 0xfff97066},
    {Role::BadSoft, "bad-soft", 0xfffee4e2, 0xff3d1512},
    {Role::Series1, "series-1", 0xff0f766e, 0xff2dd4bf},
    {Role::Series2, "series-2", 0xff3b6fd4, 0xff7aa7ff},
    {Role::Series3, "series-3", 0xffc2650a, 0xfff5a355},
    {Role::Series4, "series-4", 0xff8a4fbf, 0xffc79bf2},
}};

// Sizes in points, so that the desktop's scaling for poor eyes holds here too.
constexpr double TextPoints = 9.75;
constexpr double SmallPoints = 9;
constexpr double ValuePoints = 18;

QColor paletteColor(Role role, bool dark)
{
    for (const Entry& entry : Palette) {
        if (entry.role == role)
            return QColor::fromRgba(dark ? entry.dark : entry.light);
    }
    Q_UNREACHABLE();
}

constexpr const char* StyleSheet = R"(
QToolTip { color: {text}; background: {panel}; border: 1px solid {line}; padding: 4px 6px; }

QPushButton {
    color: {text}; background: {panel}; border: 1px solid {line}; border-radius: 6px;
    padding: 5px 12px; font-weight: 500;
}
QPushButton:hover { border-color: {dim}; }
QPushButton:pressed, QPushButton:open { background: {accent-soft}; }
QPushButton:focus { border-color: {accent}; }
QPushButton:disabled { color: {dim}; background: {background}; border-color: {line}; }
QPushButton::menu-indicator {
    image: url(:/fanlight/theme/chevron-down.png); subcontrol-position: right center;
    subcontrol-origin: padding; right: 8px;
}
QPushButton[look="small"] { padding: 2px 8px; font-size: {small}; }
QPushButton[look="primary"] {
    color: {on-accent}; background: {accent}; border-color: {accent}; padding: 6px 12px;
}
QPushButton[look="primary"]:hover, QPushButton[look="primary"]:pressed { background: {accent-hover}; }
QPushButton[look="primary"]:focus { border-color: {text}; }
QPushButton[look="primary"]:disabled { color: {dim}; background: {line}; border-color: {line}; }
QPushButton[look="link"] { color: {accent}; background: transparent; border-color: transparent; padding: 2px 4px; }
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus { border-color: {accent}; }

QPushButton[segment] { border-radius: 0; border-right-width: 0; padding: 5px 11px; font-weight: 400; }
QPushButton[segment="first"] { border-top-left-radius: 6px; border-bottom-left-radius: 6px; }
QPushButton[segment="last"] {
    border-top-right-radius: 6px; border-bottom-right-radius: 6px; border-right-width: 1px;
}
QPushButton[segment="only"] { border-radius: 6px; border-right-width: 1px; }
QPushButton[segment]:hover { border-color: {line}; background: {background}; }
QPushButton[segment]:checked { color: {accent}; background: {accent-soft}; font-weight: 600; }
QPushButton[segment]:focus { border-color: {accent}; }
QPushButton[segment]:disabled { color: {dim}; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox {
    color: {text}; background: {panel}; border: 1px solid {line}; border-radius: 6px;
    selection-color: {text}; selection-background-color: {selection};
}
QLineEdit { padding: 5px 9px; }
QPlainTextEdit, QTextEdit { padding: 6px 8px; }
QSpinBox, QDoubleSpinBox { padding: 5px 22px 5px 9px; }
QComboBox { padding: 5px 9px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QComboBox:focus { border-color: {accent}; }
QLineEdit:disabled, QPlainTextEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled,
QComboBox:disabled { color: {dim}; background: {background}; }
QLineEdit[look="code"], QPlainTextEdit[look="code"], QTextEdit[look="code"] {
    background: {background}; font-family: "{mono}"; font-size: {small};
}
QLineEdit[invalid="true"] { border-color: {bad}; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url(:/fanlight/theme/chevron-down.png); width: 10px; height: 6px; }
QComboBox QAbstractItemView {
    background: {panel}; border: 1px solid {line}; selection-color: {text};
    selection-background-color: {accent-soft};
}
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {
    border: none; width: 20px; subcontrol-origin: border;
}
QSpinBox::up-button, QDoubleSpinBox::up-button { subcontrol-position: top right; }
QSpinBox::down-button, QDoubleSpinBox::down-button { subcontrol-position: bottom right; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {
    image: url(:/fanlight/theme/chevron-up.png); width: 10px; height: 6px;
}
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {
    image: url(:/fanlight/theme/chevron-down.png); width: 10px; height: 6px;
}

QLabel[look="title"] { font-weight: 600; }
QLabel[look="dim"] { color: {dim}; }
QLabel[look="hint"] { color: {dim}; font-size: {small}; }
QLabel[look="bad"] { color: {bad}; font-size: {small}; }
QLabel[look="value"] { font-size: {value}; font-weight: 600; letter-spacing: -0.5px; }

fanlight--Card { background: {panel}; border: 1px solid {line}; border-radius: 8px; }
fanlight--Card:focus { border-color: {accent}; }
QFrame[look="top-bar"], QFrame[look="side-bar"], QFrame[look="status-bar"] { background: {panel}; border: none; }
QFrame[look="top-bar"] { border-bottom: 1px solid {line}; }
QFrame[look="side-bar"] { border-right: 1px solid {line}; }
QFrame[look="status-bar"] { border-top: 1px solid {line}; }
QFrame[look="rule"] { background: {line}; border: none; }
QWidget[look="panel"] { background: {panel}; }
QFrame[look="toast"] { background: {panel}; border: 1px solid {dim}; border-radius: 8px; }
QFrame[look="banner"] { background: {bad-soft}; border: 1px solid {bad}; border-radius: 8px; }

QAbstractItemView {
    background: {panel}; border: none; gridline-color: {line}; outline: none;
    selection-color: {text}; selection-background-color: {accent-soft};
}
QTableView::item { border-bottom: 1px solid {line}; padding: 0 8px; }
QTableView::item:selected { color: {text}; background: {accent-soft}; }
QHeaderView { background: {panel}; border: none; }
QHeaderView::section {
    color: {dim}; background: {panel}; border: none; border-bottom: 1px solid {line};
    padding: 6px 11px; font-size: {small}; font-weight: 500;
}
QHeaderView::section:hover { color: {text}; }
QHeaderView::up-arrow { image: url(:/fanlight/theme/chevron-up.png); width: 10px; height: 6px; }
QHeaderView::down-arrow { image: url(:/fanlight/theme/chevron-down.png); width: 10px; height: 6px; }
QTableCornerButton::section { background: {panel}; border: none; }

QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: {handle}; border-radius: 3px; margin: 2px; }
QScrollBar::handle:hover { background: {dim}; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
QSplitter::handle:horizontal { width: 12px; }
QSplitter::handle:vertical { height: 12px; }
QSplitter::handle:hover { background: {line}; }

QMenuBar { background: {panel}; border-bottom: 1px solid {line}; padding: 2px 8px; }
QMenuBar::item { padding: 4px 8px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: {accent-soft}; }
QMenu { background: {panel}; border: 1px solid {line}; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { color: {text}; background: {accent-soft}; }
QMenu::item:disabled { color: {dim}; }
QMenu::separator { height: 1px; background: {line}; margin: 4px 8px; }

QProgressBar { background: {background}; border: 1px solid {line}; border-radius: 4px; height: 8px; text-align: center; }
QProgressBar::chunk { background: {accent}; border-radius: 3px; }
)";

QString styleSheet(bool dark, const QString& monospaceFamily)
{
    QString sheet = QString::fromUtf8(StyleSheet);
    const auto put = [&sheet](const QString& name, const QString& value) {
        sheet.replace(QLatin1Char('{') + name + QLatin1Char('}'), value);
    };
    const auto rgb = [](QColor color) {
        return QStringLiteral("rgba(%1,%2,%3,%4)")
            .arg(color.red())
            .arg(color.green())
            .arg(color.blue())
            .arg(color.alpha());
    };
    const auto points
        = [](double size) -> QString { return QString::number(size) + QStringLiteral("pt"); };
    for (const Entry& entry : Palette)
        put(QLatin1String(entry.name), rgb(paletteColor(entry.role, dark)));
    const QColor accent = paletteColor(Role::Accent, dark);
    put(QStringLiteral("accent-hover"), rgb(dark ? accent.lighter(112) : accent.darker(112)));
    put(QStringLiteral("selection"), rgb(translucent(accent, 0.3)));
    put(QStringLiteral("handle"), rgb(translucent(paletteColor(Role::Dim, dark), 0.4)));
    put(QStringLiteral("small"), points(SmallPoints));
    put(QStringLiteral("mono"), monospaceFamily);
    put(QStringLiteral("value"), points(ValuePoints));
    return sheet;
}

QPalette palette(bool dark)
{
    const auto color = [dark](Role role) { return paletteColor(role, dark); };
    QPalette result(color(Role::Text), color(Role::Panel), color(Role::Panel), color(Role::Dim),
        color(Role::Line), color(Role::Text), color(Role::Text), color(Role::Panel),
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

// Mnemonics work everywhere; only menus underline them. Check boxes and radio buttons are outlined
// as clearly as text (Fusion's outline is a shade of the window's ground, which in the dark nobody
// sees).
class Style : public QProxyStyle {
public:
    Style()
        : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
    {
    }
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
        QStyleHintReturn* result) const override
    {
        if (hint == SH_UnderlineShortcut)
            return qobject_cast<const QMenu*>(widget) || qobject_cast<const QMenuBar*>(widget);
        return QProxyStyle::styleHint(hint, option, widget, result);
    }
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
        const QWidget* widget) const override
    {
        const bool box
            = element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck;
        if (box || element == PE_IndicatorRadioButton)
            drawMark(*option, *painter, box);
        else
            QProxyStyle::drawPrimitive(element, option, painter, widget);
    }

private:
    static void drawMark(const QStyleOption& option, QPainter& painter, bool box)
    {
        const QPalette& colors = option.palette;
        const bool enabled = option.state.testFlag(State_Enabled);
        const bool on = option.state.testFlag(State_On) || option.state.testFlag(State_NoChange);
        const bool marked
            = option.state.testFlag(State_HasFocus) || option.state.testFlag(State_MouseOver);
        const QColor accent = colors.color(QPalette::Link);
        const QColor ground = colors.color(QPalette::Base);
        const QColor dim = colors.color(QPalette::PlaceholderText);
        const double side = std::min(option.rect.width(), option.rect.height()) - 1;
        QRectF frame(0, 0, side, side);
        frame.moveCenter(QRectF(option.rect).center());

        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(enabled && (on || marked) ? accent : dim, 1));
        painter.setBrush(on && enabled && box ? accent : ground);
        const double radius = box ? 3 : side / 2;
        painter.drawRoundedRect(frame, radius, radius);
        const QColor ink = !enabled ? dim : (box ? ground : accent);
        if (on && box && option.state.testFlag(State_NoChange)) {
            painter.fillRect(
                frame.adjusted(side * 0.25, side * 0.44, -side * 0.25, -side * 0.44), ink);
        } else if (on && box) {
            painter.setPen(QPen(ink, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            const auto at = [&frame, side](double x, double y) {
                return frame.topLeft() + QPointF(x, y) * side;
            };
            painter.drawPolyline(QPolygonF({at(0.24, 0.52), at(0.43, 0.71), at(0.77, 0.30)}));
        } else if (on) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(ink);
            painter.drawEllipse(frame.center(), side * 0.24, side * 0.24);
        }
        painter.restore();
    }
};

bool isInstalled(const QString& family)
{
    return QFontDatabase::hasFamily(family);
}

QFont interfaceFont(const QFont& desktop)
{
    QFont font = desktop;
    static const QString wanted = QStringLiteral("Inter");
    if (isInstalled(wanted))
        font = QFont(wanted);
    font.setPointSizeF(TextPoints);
    return font;
}

bool hasFiguresOfOneWidth(const QFont& font)
{
    const QFontMetricsF metrics(font);
    const double width = metrics.horizontalAdvance(QLatin1Char('0'));
    for (char16_t figure = u'1'; figure <= u'9'; ++figure) {
        if (!qFuzzyCompare(metrics.horizontalAdvance(QChar(figure)), width))
            return false;
    }
    return true;
}

} // namespace

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
    m_dark = desktopIsDark();
}

void Theme::setMode(Mode mode)
{
    m_mode = mode;
    if (mode == Mode::System)
        qApp->installEventFilter(this);
    else
        qApp->removeEventFilter(this);
    m_dark = mode == Mode::System ? desktopIsDark() : mode == Mode::Dark;
    apply();
}

QColor Theme::color(Role role) const
{
    return paletteColor(role, m_dark);
}

QFont Theme::monospace(int pointDelta) const
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    static const QString wanted = QStringLiteral("DejaVu Sans Mono");
    if (isInstalled(wanted))
        font = QFont(wanted);
    font.setStyleHint(QFont::Monospace);
    font.setPointSizeF(SmallPoints + pointDelta);
    return font;
}

QFont Theme::tabular() const
{
    // Qt 6.4 cannot ask a font for its tabular figures, so a font is taken whose figures are so.
    QFont font = interfaceFont(m_desktopFont);
    for (const QString& family : {font.family(), m_desktopFont.family(),
             QStringLiteral("Liberation Sans"), QStringLiteral("DejaVu Sans")}) {
        font.setFamilies({family});
        if (isInstalled(family) && hasFiguresOfOneWidth(font))
            return font;
    }
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
        if (!std::exchange(m_styled, true))
            QApplication::setStyle(new Style); // the application owns it
        QApplication::setPalette(palette(m_dark));
        QApplication::setFont(interfaceFont(m_desktopFont));
        qApp->setStyleSheet(styleSheet(m_dark, monospace().family()));
    }
    Q_EMIT changed();
}

void setLook(QWidget& widget, const char* look)
{
    widget.setProperty("look", QString::fromLatin1(look));
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
}

QColor translucent(QColor color, double alpha)
{
    color.setAlphaF(float(alpha));
    return color;
}

} // namespace fanlight
