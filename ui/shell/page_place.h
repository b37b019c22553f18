// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

namespace fanlight {

// The place of a page in the window: empty until it is first looked at, or asked for, since most
// pages are not seen in most sittings, and all of them together take more memory and time than the
// rest of the window. Main thread; owned by the stack of pages.
class PagePlace : public QWidget {
    Q_OBJECT
public:
    // Makes what stands here; it becomes the place's.
    using Make = std::function<QWidget*()>;

    PagePlace(const QString& title, Make make, QWidget* parent = nullptr);

    void build(); // nothing the second time
    bool isBuilt() const { return !m_make; }

    // A page is there before it is seen.
    void setVisible(bool visible) override;

private:
    Make m_make; // none: it is built
};

} // namespace fanlight
