// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>

#include <vector>

namespace fanlight {

// Widgets side by side, going on in the next line where one has no room: for tools above a page.
// One may grow to fill its line, and what stands behind it then stands at the end; it has at least
// a readable width. Main thread; owned by its widget or layout.
class FlowLayout : public QLayout {
    Q_OBJECT
public:
    explicit FlowLayout(int gap, int lineGap);
    FlowLayout(QWidget* parent, int gap, int lineGap);
    ~FlowLayout() override;

    void insertWidget(int place, QWidget* widget);
    void setGrowing(QWidget* widget);
    // A word and what it names: they go to the next line together.
    void addTogether(QWidget* word, QWidget* widget);
    // Where the rest of a line is left empty, so that what follows stands at its end.
    void addStretch();

    void addItem(QLayoutItem* item) override;
    int count() const override { return int(m_items.size()); }
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    struct Line {
        std::vector<QLayoutItem*> items;
        int width = 0; // all of them at their hint, with gaps
        int height = 0;
    };
    std::vector<Line> lines(int width) const;
    int widthOf(QLayoutItem& item) const;
    int place(const QRect& rect, bool apply) const;

    std::vector<QLayoutItem*> m_items;
    QWidget* m_growing = nullptr;
    const int m_gap;
    const int m_lineGap;
};

} // namespace fanlight
