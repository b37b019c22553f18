// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace fanlight {

// A line of text that takes the room it is given: what does not fit is cut with an ellipsis, and
// then stands whole in the tooltip. text() is the whole of it. Main thread.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    void setElideMode(Qt::TextElideMode mode);
    // Shown when all of the text fits; below the text when it does not.
    void setNote(const QString& note);
    bool isElided() const;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    Qt::TextElideMode m_mode = Qt::ElideRight;
    QString m_note;
};

} // namespace fanlight
