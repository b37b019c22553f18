// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/doctor.h"
#include "options/option_spec.h"

#include <QByteArray>

#include <memory>

namespace fanlight {

class AskedHub;

// What `fanlightd --examine URL …` was told.
struct ExaminationArguments {
    DoctorSettings settings;
    bool json = false;
    QString error; // one line; exit code 2
};
// Whether it is asked for at all. Without the program's name.
bool asksForExamination(const QStringList& arguments);
ExaminationArguments parseExamination(const QStringList& arguments);
const std::vector<OptionSpec>& examinationOptions(); // for help

// All that was found, for programs: verdict, findings with their remedies, counts.
QByteArray examinationJson(
    const DoctorSettings& settings, const std::vector<DoctorFinding>& findings);
// … for people: the doctor's report, and the counts in one line.
QByteArray examinationText(
    const DoctorSettings& settings, const std::vector<DoctorFinding>& findings);
int examinationExitCode(const std::vector<DoctorFinding>& findings); // 1: something is bad

// The setup doctor at a hub of another process, once. Lives in one thread with an event loop.
class Examination : public QObject {
    Q_OBJECT
public:
    explicit Examination(const ExaminationArguments& arguments);
    ~Examination() override;

    void start();
    const std::vector<DoctorFinding>& findings() const { return m_doctor->findings(); }
    const DoctorSettings& settings() const { return m_doctor->settings(); } // once it is finished

Q_SIGNALS:
    void finished();

private:
    DoctorSettings m_settings;
    std::unique_ptr<AskedHub> m_hub;
    std::unique_ptr<Doctor> m_doctor; // after the hub, which it asks
};

} // namespace fanlight
