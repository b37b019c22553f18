// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace fanlight {

// A value beside its name in a pane that is as wide as it is: broken over a few lines wherever it
// must be, then cut in its middle with the whole as a tip, so that it never pushes others out. Its
// menu copies the whole. Main thread.
class ValueLabel : public QLabel {
    Q_OBJECT
public:
    static constexpr int MostLines = 3;

    explicit ValueLabel(QWidget* parent = nullptr);

    QString shownText() const; // lines as they are drawn, with line ends between
    bool isCut() const;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    QStringList lines(int width, bool* cut = nullptr) const;
};

} // namespace fanlight
