// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace fanlight {

// A line over a chart in which a note is written. Enter takes it, as going elsewhere does; Escape
// leaves it. Main thread; owned by the chart.
class NoteEdit : public QLineEdit {
    Q_OBJECT
public:
    static constexpr int MostCharacters = 120;

    explicit NoteEdit(QWidget* parent);
    QSize sizeHint() const override;

Q_SIGNALS:
    void done(const QString& text); // empty: no note; once

protected:
    bool event(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void finish(const QString& text);
    bool m_finished = false;
};

} // namespace fanlight
