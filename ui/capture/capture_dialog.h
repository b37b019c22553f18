// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/capture_writer.h"
#include "widgets/question.h"

namespace fanlight {

class Segmented;

// What is to be in a capture: payloads or not, users by their names or by others, how large it may
// get. Where it goes is asked afterwards. Main thread; deletes itself once closed.
class CaptureDialog : public Question {
    Q_OBJECT
public:
    static constexpr int MostMiB = int(CaptureWish::MostBytes >> 20);

    CaptureDialog(
        QWidget* parent, const CaptureWish& proposed, std::function<void(CaptureWish)> chosen);

    CaptureWish wish() const; // as it is filled in
    Segmented* payloads() const { return m_payloads; }
    QCheckBox* otherUsers() const { return m_otherUsers; }
    QSpinBox* mostMiB() const { return m_mostMiB; }

private:
    void explain();

    const CaptureWish m_proposed;
    Segmented* m_payloads;
    QLabel* m_note;
    QCheckBox* m_otherUsers;
    QSpinBox* m_mostMiB = nullptr;
};

} // namespace fanlight
