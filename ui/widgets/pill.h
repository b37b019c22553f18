// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QWidget>

namespace fanlight {

// A rounded label with a dot that tells a state ("Listening", "File limit 51 % used").
class Pill : public QWidget {
    Q_OBJECT
public:
    enum class Tone { Neutral, Good, Warning, Bad };

    explicit Pill(const Theme& theme, QWidget* parent = nullptr);
    void set(Tone tone, const QString& text); // also the accessible name
    QString text() const { return m_text; }
    Tone tone() const { return m_tone; }
    // Pressed like a button, also by keys; a plain pill is not.
    void setClickable(bool clickable);
    QSize sizeHint() const override;

Q_SIGNALS:
    void clicked();

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    bool m_clickable = false;
    Tone m_tone = Tone::Neutral;
    QString m_text;
};

} // namespace fanlight
