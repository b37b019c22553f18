// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

#include <chrono>
#include <functional>

class QLabel;
class QPushButton;
class QShortcut;

namespace fanlight {

// Says at the foot of a page what was just taken away ("Cleared 3,451 messages.") and brings it
// back: by its button, by Alt+U, by Ctrl+Z unless an edit has the keys. It lies over the page,
// moves nothing there and takes no focus; it goes after a while, not while the pointer or the focus
// is on it. Only the last offer stands. Main thread, owned by its page.
class UndoBar : public QFrame {
    Q_OBJECT
public:
    static constexpr std::chrono::seconds Patience{15};

    explicit UndoBar(QWidget* page);

    // What is needed to undo lives in `undo` and is let go of with the offer.
    void offer(const QString& text, std::function<void()> undo);
    bool isOffered() const { return bool(m_undo); }
    QString text() const;
    QPushButton* undoButton() const { return m_button; }
    void setPatience(std::chrono::milliseconds patience); // from the next offer on

public Q_SLOTS:
    void undo(); // nothing where nothing is offered
    void dismiss(); // what was taken away is gone for good

Q_SIGNALS:
    void undone();
    void dismissed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    std::function<void()> takeOffer();
    void place();
    bool isLookedAt() const;

    std::function<void()> m_undo;
    QTimer m_timer;
    QLabel* m_text;
    QPushButton* m_button;
    QPushButton* m_close;
    QShortcut* m_key;
};

} // namespace fanlight
