// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

namespace fanlight {

// A button whose text may be a stranger's ("Send to user …"): it never asks for more than a usual
// width, and what does not fit is cut with an ellipsis and stands whole in the tooltip. Main
// thread.
class ElidedButton : public QPushButton {
    Q_OBJECT
public:
    static constexpr int MostWidth = 320;

    explicit ElidedButton(const QString& text = {}, QWidget* parent = nullptr);

    void setLeastWidth(int width); // what it may shrink to
    bool isElided() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    int roomForText() const;

    int m_least = 120;
};

} // namespace fanlight
