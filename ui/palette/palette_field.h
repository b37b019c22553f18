// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QPushButton>

class QPainter;

namespace fanlight {

// What leads to the palette from the bar on top: it looks like a line to type in, with the keys
// that open it, and is a button. Main thread.
class PaletteField : public QPushButton {
    Q_OBJECT
public:
    explicit PaletteField(const Theme& theme, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override; // a sign alone
    int wordsWidth() const; // without the keys

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    static QString words();
    int keysWidth() const;
    QFont smallFont() const;
    void paintSign(QPainter& painter) const;

    const Theme& m_theme;
};

} // namespace fanlight
