// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QLockFile>

class QLabel;

namespace fanlight {

// Says over the page that another window of Fanlight runs, for as long as it does or until it is
// closed. The first to run holds a lock beside the files they share. Main thread; owned by the
// window.
class OtherWindow : public QFrame {
    Q_OBJECT
public:
    explicit OtherWindow(const QString& lockPath, QWidget* parent = nullptr);

    void look(); // now and then; changed() follows where it comes or goes
    bool isThere() const { return m_other != 0 && !m_isClosed; }
    QString text() const;

Q_SIGNALS:
    void changed();

private:
    QLockFile m_lock;
    qint64 m_other = 0; // its process; 0: none
    bool m_isClosed = false;
    QLabel* m_text;
};

} // namespace fanlight
