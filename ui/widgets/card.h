// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace fanlight {

// A panel with a rounded border, a title line and a body.
class Card : public QFrame {
    Q_OBJECT
public:
    explicit Card(const QString& title = {}, QWidget* parent = nullptr); // no title: no title line

    // further widgets go behind the title, right-aligned after a stretch
    QHBoxLayout* titleLine() { return m_titleLine; }
    QVBoxLayout* body() { return m_body; }
    void setTitle(const QString& title);

private:
    QHBoxLayout* m_titleLine;
    QLabel* m_title;
    QVBoxLayout* m_body;
};

} // namespace fanlight
