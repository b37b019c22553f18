// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>

#include <optional>

class QWidget;

namespace fanlight {

// The look of the window in one place: colours by meaning, fonts, the style; light, dark or as the
// system has it. One instance, owned by the program; pages keep a reference and repaint on
// changed(). Main thread. Nothing is applied to the application before the first setMode().
//
// A widget asks for a look of the style (style.h) with setLook():
//   buttons         "primary", "small", "danger" (something is lost by it), "link", "flat" (no
//                   border until reached)
//   labels          "title", "dim", "hint" (small and dim), "value" (large), "bad"
//   edits           "code" (fixed width on the window's background)
//   labels          "badge", "badge-accent" (small, framed: what kind something is)
//   lists           "groups" (of a page's parts)
//   frames          "rule" (a line between rows), "toast" (lies over a page)
//   any QWidget     "panel" (white ground), "popup" (with a frame), "banner" (a warning);
//                   "top-bar", "side-bar" and "status-bar" belong to the shell
class Theme : public QObject {
    Q_OBJECT
public:
    enum class Mode { System, Light, Dark };
    enum class Role {
        Background,
        Panel,
        Line,
        Text,
        Dim,
        Accent,
        AccentSoft,
        OnAccent,
        Good,
        GoodSoft,
        Warning,
        WarningSoft,
        Bad,
        BadSoft,
        Series1,
        Series2,
        Series3,
        Series4, // charts; also JSON: key 2, string 3, number 4
    };

    // "system", "light", "dark": as the command line, the settings and nobody else write them.
    static std::optional<Mode> modeFromText(QStringView text);
    static QString modeText(Mode mode);

    explicit Theme(QObject* parent = nullptr);

    Mode mode() const { return m_mode; }
    void setMode(Mode mode); // applies palette, style and fonts to the application
    bool isDark() const { return m_dark; }
    QColor color(Role role) const;
    QFont monospace(int pointDelta = 0) const; // for ids, addresses, code
    QFont tabular() const; // the interface's type face, figures of one width

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void apply();
    bool desktopIsDark();

    Mode m_mode = Mode::System;
    bool m_dark = false;
    bool m_applying = false; // what the application reports now is our own doing
    QFont m_desktopFont;
};

// Gives a widget one of the looks listed above and repaints it with that.
void setLook(QWidget& widget, const char* look);
// The same colour, seen through: `alpha` 0 to 1.
QColor translucent(QColor color, double alpha);

} // namespace fanlight
