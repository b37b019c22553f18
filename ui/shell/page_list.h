// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/page_icon.h"

#include <QKeySequence>
#include <QListWidget>

namespace fanlight {

class Theme;

// The list of pages at the left: names under group headings, with a count where there is one;
// folded, an icon each. In a low window rows move together before they scroll. The tip of a page
// has its name and the keys that open it.
class PageList : public QListWidget {
    Q_OBJECT
public:
    explicit PageList(const Theme& theme, QWidget* parent = nullptr);

    // Pages of one group stand together, groups in the order they came; the empty group has no
    // heading. Answers with the page's number, ascending from 0 in the order of adding.
    int addPage(const QString& group, const QString& title, icon::Page drawing = icon::Page::Other);
    void setCount(int page, const QString& text); // -1: no such page, nothing is done
    QString titleOf(int page) const;
    int currentPage() const; // -1: none
    void setCurrentPage(int page);
    // In the order they stand in the list, which is that of keyOf().
    QList<int> pagesInOrder() const;
    // What opens the page at this place: Ctrl+1 … Ctrl+9, Ctrl+0, then Ctrl+Alt+1 and on; empty
    // after the nineteenth.
    static QKeySequence keyOf(int place);
    void setFolded(bool folded);
    bool isFolded() const { return m_folded; }
    bool isTight() const { return m_tight; }

Q_SIGNALS:
    void currentPageChanged(int page);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitHeight();
    QListWidgetItem* itemOf(int page) const;
    int endOfGroup(const QString& group);
    void updateTips();

    const Theme& m_theme;
    int m_pages = 0;
    bool m_folded = false;
    bool m_tight = false;
};

} // namespace fanlight
