// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>

namespace fanlight {

class Theme;

// The list of pages at the left: names under group headings, with a count where there is one.
class PageList : public QListWidget {
    Q_OBJECT
public:
    explicit PageList(const Theme& theme, QWidget* parent = nullptr);

    // Pages of one group stand together, groups in the order they came; the empty group has no
    // heading. Answers with the page's number, ascending from 0 in the order of adding.
    int addPage(const QString& group, const QString& title);
    void setCount(int page, const QString& text); // -1: no such page, nothing is done
    int currentPage() const; // -1: none
    void setCurrentPage(int page);
    // In the order they stand in the list, which is that of Ctrl+1, Ctrl+2, …
    QList<int> pagesInOrder() const;

Q_SIGNALS:
    void currentPageChanged(int page);

private:
    QListWidgetItem* itemOf(int page) const;
    int endOfGroup(const QString& group);

    const Theme& m_theme;
    int m_pages = 0;
};

} // namespace fanlight
