// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace fanlight {

// Says over the page what is wrong with its hub, below it what that means, and beside it what can
// be done. Main thread.
class Banner : public QFrame {
    Q_OBJECT
public:
    QString text() const;
    QString note() const;

protected:
    Banner(const QString& name, QWidget* parent); // `name` is for screen readers

    void setText(const QString& text) { setText(text, text); }
    void setText(const QString& text, const QString& readAloud);
    void setNote(const QString& note); // without one there is none
    QPushButton* addButton(const QString& text = {}); // behind those that are there

private:
    QLabel* m_text;
    QLabel* m_note;
    QHBoxLayout* m_row;
};

} // namespace fanlight
