// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/kept_in_memory.h"
#include "hub/snapshots.h"
#include "settings/way_back.h"
#include "theme/theme.h"
#include "widgets/card.h"

class QLabel;
class QLayout;
class QProgressBar;
class QPushButton;

namespace fanlight {

class HubPort;
class RedisSteps;
class RedisUrlEdit;
class Segmented;

// The broker's setting: memory, or Redis with its URL; a check that says step by step what is right
// and what to do; and the move of a hub that runs in memory to a Redis that passed, while its
// clients stay: with what is in memory, or without, as the user says; and the way back, with a
// restart. The password is shown only
// when asked for and told to nobody. Main thread; owned by the page.
class BrokerCard : public Card {
    Q_OBJECT
public:
    // Both must outlive the card.
    BrokerCard(HubPort& hub, const Theme& theme, QWidget* parent = nullptr);

    QString broker() const; // as the option has it
    void setBroker(const QString& broker);
    // Else where it is can only be read; `open`: it can be done just now.
    void setMovable(bool offered, bool open);
    void setError(const QString& error);
    QString error() const;
    void focusChoice();

    Segmented* choice() const { return m_choice; }
    RedisUrlEdit* urlEdit() const { return m_url; }
    QPushButton* checkButton() const { return m_check; }
    QPushButton* moveButton() const { return m_move; }
    QPushButton* backButton() const { return m_back; }
    QStringList stepTexts() const; // "✓ reachable: 127.0.0.1:6379"
    QString outcomeText() const;
    // The answers of the hub to a check and to a move.
    void showCheck(const QString& url, const RedisCheck& check);
    void showMoved(const QString& url, const MoveResult& result);
    void showProgress(const MoveProgress& progress);
    QPushButton* cancelMoveButton() const { return m_cancelMove; }
    QProgressBar* progressBar() const { return m_progress; }
    // What is in memory, before it moves: asks where there is something.
    void askWhatMoves(const KeptInMemory& kept);

Q_SIGNALS:
    void edited(); // broker() may be another one
    void moved(const QString& broker);
    void memoryRequested(); // the hub shall restart in memory

private:
    QWidget* makeUrlLine();
    QLayout* makeButtonLine();
    bool isRedis() const;
    void check();
    void askToMove();
    void askToGoBack();
    void readForTheWayBack();
    void connectWayBack();
    void busyWith(const QString& text, const QString& cancel);
    void notBusy();
    void move(bool takesAlong);
    static QString keptText(const KeptInMemory& kept);
    void clearSteps();
    void setOutcome(const QString& text, const char* look);
    void refresh();

    HubPort& m_hub;
    const Theme& m_theme;
    HubStatus m_status; // as last signalled
    QString m_passedUrl; // of the last check that passed; empty: none
    bool m_checking = false;
    bool m_moving = false;
    bool m_isOffered = true; // to check and to move
    bool m_isOpen = true;
    Segmented* m_choice;
    QWidget* m_redis; // all that concerns a Redis only
    RedisUrlEdit* m_url;
    QPushButton* m_show;
    QPushButton* m_check;
    QPushButton* m_move;
    QProgressBar* m_progress;
    QPushButton* m_cancelMove;
    QPushButton* m_back;
    WayBack m_wayBack;
    QLabel* m_error;
    RedisSteps* m_steps;
    QLabel* m_outcome;
};

} // namespace fanlight
